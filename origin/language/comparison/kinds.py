"""The kinds of material that two rules can tell apart, for products that are alike to them.

Materials differ by their code, by their standing (non-originating, originating, wholly obtained), and by what is stated
of them ("a lining", "undergoes dyeing"). Two rules that mention a few codes and statements can only tell so many kinds
apart; a set of kinds is an integer with a bit for each, so that "every material A refuses, B refuses too" is one
operation on integers. Nothing is lost by it: a rule reads nothing else of a material but its amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from origin.frozen import Frozen
from origin.language import tree as t
from origin.nomenclature.code import Level
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.shared_goods import Goods, SharedGoods, Side, bits

KindSet = int
"""A set of kinds of material."""

Statement = tuple[object, ...]
"""Something that may be stated of a material; of what it is about, rules are compared by equality only."""

MOST_STATEMENTS = 12
MOST_SETS = 300
"""With more statements or sets of codes, rules have more kinds of material than it is worth to tell apart."""

_STANDINGS = (t.Standing.NON_ORIGINATING, t.Standing.ORIGINATING, t.Standing.WHOLLY_OBTAINED)
"""Each material has one: of originating ones, those that are wholly obtained are kept apart."""

_LEVELS = (Level.CHAPTER, Level.HEADING, Level.SUBHEADING)


class Ground(Protocol):
    """What rules are read on: it says which kinds of material are meant."""

    def codes(self, side: Side, codes: HsSet) -> KindSet:
        """The kinds whose code is in a set."""
        ...

    def same(self, side: Side, level: Level) -> KindSet:
        """The kinds of the product's own chapter, heading or subheading."""
        ...

    def standing(self, standing: t.Standing) -> KindSet:
        """The kinds of a standing that a scope asks for."""
        ...

    def stated(self, statement: Statement) -> KindSet:
        """The kinds of which something is stated."""
        ...

    def means_the_same(self, codes: HsSet | None) -> bool:
        """True where a set of codes (None: any set) means the same goods on both sides."""
        ...


class Survey:
    """Takes down which codes and statements rules mention, and finds none of them: the first reading of two rules."""

    def __init__(self, goods: SharedGoods, materials: Goods) -> None:
        """Takes the goods that the codes mean, and those of them that materials can be."""
        self.goods, self.materials = goods, materials
        self.mentioned: dict[tuple[Side, HsSet], None] = {}
        self.statements: dict[Statement, None] = {}

    @property
    def too_much(self) -> bool:
        """True where the rules mention more than can be told apart."""
        return len(self.statements) > MOST_STATEMENTS or len(self.mentioned) > MOST_SETS

    def codes(self, side: Side, codes: HsSet) -> KindSet:
        """Takes the codes down."""
        self.mentioned[side, codes] = None
        return 0

    def same(self, side: Side, level: Level) -> KindSet:
        """The product's own codes always matter."""
        return 0

    def standing(self, standing: t.Standing) -> KindSet:
        """So does the standing."""
        return 0

    def stated(self, statement: Statement) -> KindSet:
        """Takes the statement down."""
        self.statements[statement] = None
        return 0

    def means_the_same(self, codes: HsSet | None) -> bool:
        """True where a set of codes (None: any set) means the same goods on both sides."""
        return self.goods.alike if codes is None else self.goods.same(codes, self.materials)


class Cell(NamedTuple):
    """Goods that no code of the rules tells apart: which of the mentioned sets they are in, how near to the product.

    `near` counts for each side the levels shared with the product: 0 another chapter, 3 the same subheading.
    """

    inside: int
    near: tuple[int, int]


class Distinctions(Frozen):
    """The codes and statements that two rules mention, and the goods that these leave together."""

    goods: SharedGoods
    materials: Goods
    mentioned: tuple[tuple[Side, HsSet], ...]
    statements: tuple[Statement, ...]
    together: tuple[tuple[int, Goods], ...]
    """Which of the mentioned sets some goods are in (a bit each), and these goods; no goods stand in two."""

    @classmethod
    def of(cls, survey: Survey) -> Distinctions:
        """What a survey took down."""
        together = [(0, survey.materials)]
        for number, (side, codes) in enumerate(survey.mentioned):
            inside = survey.goods.of(side, codes)
            parted = [(marks | 1 << number, goods & inside) for marks, goods in together]
            parted += [(marks, goods & ~inside) for marks, goods in together]
            together = [(marks, goods) for marks, goods in parted if goods]
        mentioned, statements = tuple(survey.mentioned), tuple(survey.statements)
        return cls(survey.goods, survey.materials, mentioned, statements, tuple(sorted(together)))

    def cells(self, product: int) -> tuple[Cell, ...]:
        """The goods for a product (a pair of codes), in order. Products with the same cells are alike to the rules."""
        return tuple(cell for cell, _ in self._cells(product))

    def goods_of(self, product: int, wanted: frozenset[Cell]) -> Goods:
        """All goods in some cells of a product."""
        return sum(goods for cell, goods in self._cells(product) if cell in wanted)

    def _cells(self, product: int) -> Iterator[tuple[Cell, Goods]]:
        rings = list(_rings(self.goods, product))
        for marks, goods in self.together:
            for near, ring in rings:
                if goods & ring:
                    yield Cell(marks, near), goods & ring


def _rings(goods: SharedGoods, product: int) -> Iterator[tuple[tuple[int, int], Goods]]:
    """All goods, parted by how near they are to a product on the left and on the right."""
    left, right = ([goods.all, *(goods.near(side, product, level) for level in _LEVELS), 0] for side in (0, 1))
    for here in range(4):
        for there in range(4):
            ring = left[here] & ~left[here + 1] & right[there] & ~right[there + 1]
            if ring:
                yield (here, there), ring


class Kinds:
    """The kinds of material for alike products: cells, times standings, times whether each statement is true."""

    def __init__(self, distinctions: Distinctions, cells: tuple[Cell, ...]) -> None:
        """Lays the kinds out: the cells in a block, a block for each standing, all of these for each set of truths."""
        self.distinctions, self.cells = distinctions, cells
        size, worlds = len(cells), 1 << len(distinctions.statements)
        world = 3 * size
        every_block = _repeated(1, size, 3 * worlds)
        self.all: KindSet = ((1 << size) - 1) * every_block
        self._codes = {
            mention: _chosen(cell.inside >> number & 1 for cell in cells) * every_block
            for number, mention in enumerate(distinctions.mentioned)
        }
        self._same: dict[tuple[Side, Level], KindSet] = {}
        for nearness, level in enumerate(_LEVELS, 1):
            self._same[0, level] = _chosen(cell.near[0] >= nearness for cell in cells) * every_block
            self._same[1, level] = _chosen(cell.near[1] >= nearness for cell in cells) * every_block
        self._standing = {
            standing: _repeated(((1 << size) - 1) << size * number, world, worlds)
            for number, standing in enumerate(_STANDINGS)
        }
        self._stated: dict[Statement, KindSet] = {}
        for number, statement in enumerate(distinctions.statements):
            run = world << number  # so many kinds of which it is false, then as many of which it is true, and so on
            self._stated[statement] = _repeated(((1 << run) - 1) << run, 2 * run, worlds >> number + 1)
        self.wholly_obtained = self._standing[t.Standing.WHOLLY_OBTAINED]

    def codes(self, side: Side, codes: HsSet) -> KindSet:
        """The kinds whose code is in a set that the survey took down."""
        return self._codes[side, codes]

    def same(self, side: Side, level: Level) -> KindSet:
        """The kinds of the product's own chapter, heading or subheading."""
        return self._same[side, level]

    def standing(self, standing: t.Standing) -> KindSet:
        """The kinds of a standing; what is wholly obtained is originating as well."""
        match standing:
            case t.Standing.ORIGINATING:
                return self._standing[standing] | self.wholly_obtained
            case t.Standing.ANY | t.Standing.PRODUCT:
                return self.all
            case _:
                return self._standing[standing]

    def stated(self, statement: Statement) -> KindSet:
        """The kinds of which a statement is true."""
        return self._stated[statement]

    def means_the_same(self, codes: HsSet | None) -> bool:
        """True where a set of codes (None: any set) means the same goods on both sides."""
        goods, materials = self.distinctions.goods, self.distinctions.materials
        return goods.alike if codes is None else goods.same(codes, materials)

    def cells_of(self, kinds: KindSet) -> frozenset[Cell]:
        """The cells that some kinds lie in."""
        return frozenset(self.cells[at % len(self.cells)] for at in bits(kinds))


def alike(products: Goods, distinctions: Distinctions) -> Iterator[tuple[Goods, Kinds]]:
    """The products that the rules do not tell apart, with the kinds of material that there are for them."""
    found: dict[tuple[Cell, ...], Goods] = {}
    for product in bits(products):
        cells = distinctions.cells(product)
        found[cells] = found.get(cells, 0) | 1 << product
    return ((some, Kinds(distinctions, cells)) for cells, some in found.items())


def _chosen(wanted: Iterable[bool | int]) -> int:
    """A bit for each that is wanted, by its place."""
    return sum(1 << at for at, chosen in enumerate(wanted) if chosen)


def _repeated(pattern: int, step: int, times: int) -> int:
    """A pattern of bits, set down so many times at that distance."""
    return pattern * (((1 << step * times) - 1) // ((1 << step) - 1))

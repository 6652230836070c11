"""Carries codes from one edition of the Harmonized System to another.

Two kinds of table, both kept later-to-earlier as they are published: a *conversion* names one code for each code, a
*correlation* names every code that shares goods with it. Tables exist for 2022 to 2017, 2022 to 2012, 2017 to 2012 and
2017 to 2007. The other pairs are built from them:

- earlier to later inverts the correlation. The one answer is the code that kept its number; else the only later code
  whose conversion leads here; else the only likely candidate; else none.
- 2022 and 2007, and 2012 and 2007, are joined through 2017, since no table joins them. Candidates found through a
  third edition may be too many.

A few new codes draw on goods of hundreds of others (8549 electronic waste, 8524 display modules, 8542 multi-component
circuits): those are candidates, yet do not by themselves make a code ambiguous.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from origin.frozen import Frozen
from origin.nomenclature.code import HsCode
from origin.nomenclature.edition import edition
from origin.nomenclature.table_files import rows, unpack

COLLECTS = 50
"""A code that shares goods with at least so many codes of the other edition collects from them."""

PUBLISHED = ((2022, 2017), (2022, 2012), (2017, 2012), (2017, 2007))
"""The pairs of editions, later and earlier, that have tables."""

Links = dict[str, tuple[str, ...]]


class Carried(Frozen):
    """Where a code went.

    `code` is the one answer, None where there is none or no reason to prefer one. `candidates` are all codes, sorted,
    that share goods with it; `likely` are those without codes that collect from dozens of others (8549 electronic
    waste). `ambiguous` is true where more than one is likely. All empty: the code is not in its edition, or the tables
    know no successor.
    """

    code: HsCode | None
    candidates: tuple[HsCode, ...]
    likely: tuple[HsCode, ...]

    @property
    def ambiguous(self) -> bool:
        """True where the goods decide which code it becomes."""
        return len(self.likely) > 1


class _Relation:
    """How the subheadings of one edition stand in another.

    `moved` has, for every code that is not related to itself alone, all its codes in the other edition, sorted;
    `narrowed` the likely ones where those are fewer; `answers` the one answer for those of them that have one;
    `collecting` the codes of the other edition that collect from dozens.
    """

    __slots__ = ("answers", "collecting", "moved", "narrowed")

    def __init__(self, moved: Links, answers: dict[str, str]) -> None:
        """Works out what collects and what is likely; a lone likely code is the answer."""
        self.moved = moved
        self.answers = answers
        counts = Counter(target for found in moved.values() for target in found)
        self.collecting = frozenset(target for target, count in counts.items() if count >= COLLECTS)
        self.narrowed = self._narrow()
        for digits in moved.keys() - answers.keys():
            if len(likely := self.likely(digits)) == 1:
                answers[digits] = likely[0]

    def candidates(self, digits: str) -> tuple[str, ...]:
        """All codes that share goods with a subheading, sorted."""
        return self.moved.get(digits, (digits,))

    def likely(self, digits: str) -> tuple[str, ...]:
        """The candidates without those that collect, save the answer; all of them where nothing would be left."""
        return self.narrowed.get(digits) or self.candidates(digits)

    def answer(self, digits: str) -> str | None:
        """The one answer for a subheading."""
        return self.answers.get(digits) if digits in self.moved else digits

    def _narrow(self) -> Links:
        """The candidates without codes that collect, for those codes that have some."""
        narrowed: Links = {}
        for digits, found in self.moved.items():
            if len(found) > 1 and not self.collecting.isdisjoint(found):
                answer = self.answers.get(digits)
                narrowed[digits] = tuple(code for code in found if code not in self.collecting or code == answer)
        return narrowed


class _Joined:
    """One relation after another, followed for the codes that are asked for.

    An answer needs an answer at both steps, or to be the only likely code. A code of the middle edition that is
    `avoided` is followed only from the codes it is the answer for, and only to its own answer: on a detour it would
    relate everything it collected from to everything else.
    """

    __slots__ = ("_avoided", "_first", "_second")

    def __init__(self, first: _Relation, second: _Relation, avoided: frozenset[str]) -> None:
        """Takes the two relations in turn."""
        self._first, self._second, self._avoided = first, second, avoided

    def candidates(self, digits: str) -> tuple[str, ...]:
        """All codes that share goods with a subheading, sorted."""
        through = self._followed(self._first.candidates(digits))
        return self._with_answer(digits, {target for code in through for target in self._second.candidates(code)})

    def likely(self, digits: str) -> tuple[str, ...]:
        """The candidates without those that collect, save the answer; all of them where nothing would be left."""
        through = self._followed(self._first.likely(digits))
        found = self._with_answer(digits, {target for code in through for target in self._second.likely(code)})
        return found or self.candidates(digits)

    def answer(self, digits: str) -> str | None:
        """The one answer for a subheading."""
        middle = self._first.answer(digits)
        answer = self._second.answer(middle) if middle else None
        if answer is None and len(likely := self.likely(digits)) == 1:
            return likely[0]
        return answer

    def _followed(self, codes: tuple[str, ...]) -> list[str]:
        return [code for code in codes if code not in self._avoided]

    def _with_answer(self, digits: str, found: set[str]) -> tuple[str, ...]:
        """What was found and, where the code between is avoided, its own answer; sorted."""
        middle = self._first.answer(digits)
        if middle in self._avoided and (answer := self._second.answer(middle)):
            found.add(answer)
        return tuple(sorted(found))


@lru_cache(maxsize=8192)
def carry(code: HsCode, from_year: int, to_year: int) -> Carried:
    """Where a code of one edition stands in another; ValueError for a year without a table.

    A subheading goes to subheadings (an 8 or 10-digit code by its first six), a heading to the headings its
    subheadings go to, a chapter to the chapters. For those, the answer is the one that all their subheadings' answers
    share, or else the code that kept its number.
    """
    start, _ = edition(from_year), edition(to_year)
    if not start.has(code):
        return Carried(None, (), ())
    if from_year == to_year:
        same = HsCode(code.digits)
        return Carried(same, (same,), (same,))
    relation = _relation(from_year, to_year)
    length = len(code.digits)
    inside = [member.digits for member in start.inside(code)]
    candidates = {to[:length] for member in inside for to in relation.candidates(member)}
    likely = {to[:length] for member in inside for to in relation.likely(member)}
    answers = {answer[:length] for member in inside if (answer := relation.answer(member))}
    answer = answers.pop() if len(answers) == 1 else None
    if answer is None and length < 6:
        answer = code.digits if code.digits in likely else min(likely) if len(likely) == 1 else None
    return Carried(HsCode(answer) if answer else None, _codes(candidates), _codes(likely))


def _codes(digits: set[str]) -> tuple[HsCode, ...]:
    """Sorted codes."""
    return tuple(map(HsCode, sorted(digits)))


@cache
def _relation(from_year: int, to_year: int) -> _Relation | _Joined:
    """The relation of two different editions: known to a table, or joined through 2017."""
    if {(from_year, to_year), (to_year, from_year)}.isdisjoint(PUBLISHED):
        first, second = _tabled(from_year, 2017), _tabled(2017, to_year)
        detour = max(from_year, to_year) < 2017
        return _Joined(first, second, first.collecting | _tabled(to_year, 2017).collecting if detour else frozenset())
    return _tabled(from_year, to_year)


@cache
def _tabled(from_year: int, to_year: int) -> _Relation:
    """The relation of two editions that have a table, which may have to be turned round."""
    published = (from_year, to_year) in PUBLISHED
    return _published(from_year, to_year) if published else _inverted(from_year, to_year)


def _published(later: int, earlier: int) -> _Relation:
    """Reads the two tables; a code that both editions have is related to itself unless the table says otherwise."""
    end = edition(earlier)
    moved: dict[str, list[str]] = {}
    estranged: set[str] = set()
    for row in rows(f"correlation_{later}_{earlier}.txt"):
        left, _, right = row.partition("\t")
        targets = unpack(right)
        if left == "!":
            estranged.update(targets)
            continue
        for digits in unpack(left):
            itself = [digits] if end.has_digits(digits) and digits not in estranged else []
            moved[digits] = sorted(itself + targets) if itself else targets
    answers = {digits: digits for digits in moved if end.has_digits(digits)}
    for row in rows(f"conversion_{later}_{earlier}.txt"):
        target, _, sources = row.partition("\t")
        answers.update(dict.fromkeys(unpack(sources), target))
    return _Relation({digits: tuple(found) for digits, found in moved.items()}, answers)


def _inverted(earlier: int, later: int) -> _Relation:
    """Turns a published relation round; a code is also its own successor where the later edition left it alone."""
    published = _tabled(later, earlier)
    end = edition(later)
    links: dict[str, list[str]] = {digits: [] for digits in edition(earlier).texts if not end.has_digits(digits)}
    converted: dict[str, list[str]] = {}
    for digits, found in published.moved.items():
        for target in found:
            links.setdefault(target, []).append(digits)
        converted.setdefault(published.answers[digits], []).append(digits)
    for digits, sources in links.items():
        if end.has_digits(digits) and digits not in published.moved:
            sources.append(digits)
            converted.setdefault(digits, []).append(digits)
    answers: dict[str, str] = {}
    for digits, sources in links.items():
        if digits in sources:
            answers[digits] = digits
        elif len(converted.get(digits, ())) == 1:
            answers[digits] = converted[digits][0]
    return _Relation({digits: tuple(sorted(sources)) for digits, sources in links.items()}, answers)

"""From the document as written to the facts: ids, values per unit, codes of the edition, the graph of materials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec.structs import replace

from origin.dossier.amounts import amounts_of
from origin.dossier.bill_of_materials import BillOfMaterials, build_bill_of_materials
from origin.dossier.document import (
    DossierDocument,
    Goods,
    Made,
    Material,
    Paper,
    Part,
    Process,
)
from origin.dossier.dossier import Dossier
from origin.dossier.exchange import check_rates
from origin.dossier.ids import PRODUCT, Ids
from origin.dossier.model import (
    Article,
    Evidence,
    Maker,
    ProcessStep,
    Product,
    Production,
    Rate,
    Role,
    Use,
)
from origin.dossier.notes import Notes, nearest
from origin.dossier.per_unit import Figures, figures_of_line, figures_of_part
from origin.dossier.stated import abroad_of, journey_of, vessel_of
from origin.dossier.where import Where
from origin.nomenclature.check import check_code
from origin.nomenclature.code import HsCode
from origin.problems import Place

EDITION = 2022


def assemble(document: DossierDocument, notes: Notes) -> Dossier | None:
    """The dossier of a document; None where this or the reading before it noted an error."""
    assembly = _Assembly(document, notes)
    goods = document.product or Goods()
    product = assembly.product(goods, document.materials is not None)
    assembly.lines(PRODUCT, document.materials or ())
    for name, part in (document.parts or {}).items():
        assembly.part(name, part)
    assembly.check_processes()
    rates = tuple(_rates(document))
    complete = all(stated.rate is not None for stated in document.rates or ())
    check_rates(rates, amounts_of(document) if complete else iter(()), notes)
    bom = assembly.bom(product.article)
    if notes.refused or bom is None:
        return None
    edition = document.hs_edition or EDITION
    return Dossier(product, bom, edition, document.on, tuple(rate for rate, _ in rates), notes.file)


class _Assembly:
    """Collects the articles and uses of one document."""

    def __init__(self, document: DossierDocument, notes: Notes) -> None:
        self.edition = document.hs_edition or EDITION
        self.check_edition = document.hs_edition is not None or not document.states("hs_edition")
        self.parts = document.parts or {}
        self.notes = notes
        self.ids = Ids(document, notes)
        self.articles: dict[str, Article] = {}
        self.uses: list[Use] = []
        self.use_places: dict[tuple[str, str], Where] = {}
        self.worked_on: list[tuple[str, Place]] = []
        self.produced_in = document.product.produced_in if document.product else None
        self.others_are_not = dict.fromkeys(document.others_are_not or (), False)

    def product(self, goods: Goods, materials_stated: bool) -> Product:
        """The product without its materials."""
        article = Article(
            id=PRODUCT,
            name=goods.name or PRODUCT,
            hs=self._code(goods),
            weight=goods.weight,
            dry_weight=goods.dry_weight,
            volume=goods.volume,
            wholly_obtained=goods.wholly_obtained.category if goods.wholly_obtained else None,
            wholly_obtained_in=goods.wholly_obtained.where if goods.wholly_obtained else None,
            vessel=vessel_of(goods.wholly_obtained),
            production=Production(
                Maker.PRODUCER,
                goods.produced_in,
                self._steps(goods.processes),
                materials_stated=materials_stated,
                costs=goods.costs,
                costs_include=goods.costs_include,
            ),
            kinds=self._kinds(goods),
            abroad=abroad_of(goods.abroad),
        )
        return Product(
            article,
            prices=dict(goods.price or {}),
            option=goods.option,
            is_set=bool(goods.is_set),
            exported_from=goods.exported_from,
            imported_into=goods.imported_into,
            journey=journey_of(goods.journey),
            consignment_value=goods.consignment_value,
            within_quota=goods.within_quota,
            set_classified_by=goods.set_classified_by,
            price_includes=dict(goods.price_includes or {}),
            averaged_over=goods.averaged_over,
            drawback=goods.drawback,
        )

    def lines(self, parent: str, lines: tuple[Material, ...]) -> None:
        """The lines of what goes into one unit of `parent`."""
        for line in lines:
            quantity = line.quantity.number if line.quantity else Fraction(1)
            name: str | None = self._used(line) if line.states("use") else self._material(line)
            if name is not None and name != PRODUCT:
                self.uses.append(Use(parent, name, quantity, line.scrap or Fraction(0)))
                self.use_places.setdefault((parent, name), line.at)

    def _used(self, line: Material) -> str | None:
        """The part that a line uses."""
        for key in line.at.keys:
            if key not in ("use", "quantity", "scrap"):
                message = f"a line that uses a part cannot state {key}"
                instead = f"state it under parts, in {line.use}"
                self.notes.add("use-key", message, line.at.place(key), accepted="use, quantity, scrap", hint=instead)
        if line.use is None or line.use in self.parts:
            return line.use
        near = nearest(line.use, list(self.parts))
        hint = f"did you mean {near}?" if near else None
        accepted = f"one of {', '.join(self.parts)}" if self.parts else "the id of something defined under parts"
        message = f"there is no part {line.use}"
        self.notes.add("use-unknown", message, line.at.place("use"), found=line.use, accepted=accepted, hint=hint)
        return None

    def _material(self, line: Material) -> str:
        """The id of a line's own material, after taking it up with all that goes into it."""
        if not (line.name or line.id or line.states("name") or line.states("id")):
            message = f"name is missing{_inside(line.at)}"
            self.notes.add("key-missing", message, line.at.own, accepted="a name, or an id")
        name = self.ids.of(line)
        self._article(name, line, figures_of_line(line, self.notes))
        return name

    def part(self, name: str, part: Part) -> None:
        """A part, with all that goes into it."""
        self._article(name, part, figures_of_part(part))

    def _article(self, name: str, part: Part, figures: Figures) -> None:
        """Takes up an article with its figures per unit, and what goes into it."""
        obtained = part.wholly_obtained
        self.articles[name] = Article(
            id=name,
            name=part.name or name,
            hs=self._code(part),
            value=figures.value,
            weight=figures.weight,
            dry_weight=figures.dry_weight,
            volume=figures.volume,
            origin=part.origin,
            status=part.status,
            wholly_obtained=obtained.category if obtained else None,
            wholly_obtained_in=obtained.where if obtained else None,
            vessel=vessel_of(obtained),
            evidence=tuple(self._evidence(paper) for paper in part.evidence or ()),
            production=self._production(part.made),
            role=part.role or Role.MATERIAL,
            kinds={**self.others_are_not, **self._kinds(part)},
            fibre=part.fibre,
            includes=figures.includes,
            besides=figures.besides,
            determines_classification=part.determines_classification,
            abroad=abroad_of(part.abroad),
        )
        if part.made:
            self.lines(name, part.made.materials or ())

    def _production(self, made: Made | None) -> Production | None:
        """How an intermediate was made."""
        if made is None:
            return None
        known = made.materials is not None
        return Production(
            made.by or Maker.PRODUCER,
            made.where or self._home(made),
            self._steps(made.processes),
            materials_stated=known,
            designated=made.designated,
            costs=made.costs,
            costs_include=made.costs_include,
        )

    def _home(self, made: Made) -> str | None:
        """Where something was made that does not say: what the producer made himself, where he makes the product."""
        return self.produced_in if made.by in (None, Maker.PRODUCER) else None

    def _steps(self, processes: tuple[Process, ...] | None) -> tuple[ProcessStep, ...] | None:
        """The operations; the ids they name are checked when all are known."""
        if processes is None:
            return None
        for process in processes:
            self.worked_on += [(name, process.at.place("on")) for name in process.on or ()]
        return tuple(ProcessStep(each.process or "", each.where, each.on or (), each.simple) for each in processes)

    def check_processes(self) -> None:
        """Notes operations on materials that are not in the dossier."""
        for name, place in self.worked_on:
            if name not in self.articles and name != PRODUCT:
                near = nearest(name, list(self.articles))
                hint = f"did you mean {near}?" if near else "the id of a material without one is its name with hyphens"
                message = f"there is no material {name} to work on"
                self.notes.add("id-unknown", message, place, found=name, accepted="the id of a material", hint=hint)

    def _evidence(self, paper: Paper) -> Evidence:
        """A paper; its days are checked against one another."""
        if paper.valid_from and paper.valid_until and paper.valid_until < paper.valid_from:
            message = "the paper ends before it begins"
            found, accepted = paper.valid_until.isoformat(), f"{paper.valid_from} or later"
            self.notes.add("evidence-days", message, paper.at.place("valid_until"), found=found, accepted=accepted)
        days = (paper.issued, paper.valid_from, paper.valid_until)
        return Evidence(paper.kind or "", paper.agreement, paper.country, paper.reference, *days)

    def _kinds(self, entry: Goods | Part) -> Mapping[str, bool]:
        """What the thing is and is not."""
        found = dict.fromkeys(entry.kinds or (), True)
        for name in entry.not_kinds or ():
            if name in found:
                message = f"{name} is listed under is and under is_not"
                self.notes.add("kind-both", message, entry.at.place("is_not"), found=name, accepted="one of them")
            found[name] = False
        return found

    def _code(self, entry: Goods | Part) -> HsCode | None:
        """The code of a thing, checked against the edition."""
        code = entry.hs
        if code is None or not self.check_edition:
            return code
        if code.partial:
            message = "goods have a code of their own; ex marks part of a code in rule lists"
            hint = f"write {code.short}"
            self.notes.add("hs-code-partial", message, entry.at.place("hs"), found=f"ex {code.full}", hint=hint)
        problem = check_code(code, self.edition)
        if problem is not None:
            self.notes.include(problem, entry.at.place("hs"))
        return code

    def bom(self, product: Article) -> BillOfMaterials | None:
        """The bill of materials; None after noting a circle. Parts that the product does not need are left out."""
        articles = {product.id: product, **self.articles}
        built = build_bill_of_materials(PRODUCT, articles, tuple(self.uses))
        if isinstance(built, tuple):
            for problem in built:
                names = (problem.found or "").split(" -> ")
                at = self.use_places.get((names[0], names[1])) if len(names) > 1 else None
                self.notes.include(problem, at.place("use") if at else None)
            return None
        return self._needed(built)

    def _needed(self, bom: BillOfMaterials) -> BillOfMaterials:
        """The bill of materials without parts that are not used."""
        needed = {PRODUCT}
        waiting = [PRODUCT]
        while waiting:
            for use in bom.materials_of.get(waiting.pop(), ()):
                if use.material not in needed:
                    needed.add(use.material)
                    waiting.append(use.material)
        if len(needed) == len(bom.articles):
            return bom
        for name, part in self.parts.items():
            if name not in needed:
                hint = f"write - use: {name} where it belongs, or remove it"
                self.notes.warn("part-unused", f"the part {name} goes into nothing", part.at.own, hint=hint)
        articles = {name: article for name, article in bom.articles.items() if name in needed}
        return BillOfMaterials(PRODUCT, articles, tuple(use for use in bom.uses if use.parent in needed))


def _inside(at: Where) -> str:
    """The path of a record, for a sentence."""
    return f" in {at.own.field}" if at.own.field else ""


def _rates(document: DossierDocument) -> Iterator[tuple[Rate, Place]]:
    """The exchange rates with their sources."""
    for stated in document.rates or ():
        if stated.rate is not None:
            yield replace(stated.rate, source=stated.source), stated.at.place("rate")

"""Which published names the glossary knows: `grammar/wordings.yaml` and the glossary's own labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

import yaml
from msgspec.structs import replace

from origin.data_folder import data_folder
from origin.frozen import Frozen
from origin.language.parser import parse_rule
from origin.language.tree import Done, Each, FromInputs, Named, Operation, ScopeItem
from origin.nomenclature.code_range import HsRange
from origin.nomenclature.code_set import HsSet

AnyOfCodes = Literal["*"]
"""A name that adds nothing to the codes it stands with: "cereals of chapter 10"."""

_EXAMPLES = re.compile(r"\s*\((?:such as|including, for example|knitted to shape|i\.e\.)[^()]*\)")
_SEPARATED = re.compile(
    r",| and | or | by | in which |\bused\b|\ba |\bthe |\ball |\bany |materials|products|parts|except|other than"
    r"|not less|originating|\("
)


class DefinedOperation(Frozen):
    """An operation that a note defines as a test, and the plain operation that the test is about."""

    test: str
    operation: Operation


class Wordings(Frozen):
    """What published names of materials and operations mean, by their letters."""

    materials: dict[str, tuple[ScopeItem, ...] | AnyOfCodes]
    operations: dict[str, tuple[Operation, ...]]
    inputs: dict[str, str]
    """Names that stand for a term of the glossary after "from" only."""
    separated: tuple[str, ...]
    codes: dict[str, tuple[HsRange, ...]]
    by_product: tuple[tuple[HsSet, dict[str, str]], ...]
    defined: dict[str, DefinedOperation]
    countries: dict[str, str]
    """Codes of the countries that rules call by name."""

    def material(self, name: str) -> tuple[ScopeItem, ...] | AnyOfCodes | None:
        """The items a name stands for; None where it is not known."""
        return self.materials.get(letters(name))

    def input(self, name: str, codes: tuple[HsRange, ...]) -> Named | None:
        """The term of the glossary that a name stands for after "from", with its codes unless they are all of it."""
        term = self.inputs.get(letters(name))
        return None if term is None else Named(term, codes=() if codes == self.codes[term] else codes)

    def operation(self, name: str) -> tuple[Operation, ...] | None:
        """The operations a name stands for, any of which fulfils it; None where it is not known."""
        return self.operations.get(letters(_EXAMPLES.sub("", name)))

    def for_products(self, operation: Operation, products: tuple[HsRange, ...]) -> Operation:
        """The operation as the notes define it for these products."""
        for codes, terms in self.by_product:
            if operation.term in terms and products and HsSet(products).is_subset(codes):
                return replace(operation, term=terms[operation.term])
        return operation

    def pattern(self) -> str:
        """A regular expression for the names that hold commas or conjunctions, the longest first."""
        names = sorted(set(self.separated), key=lambda name: (-len(name), name))
        return "|".join(r"[\s-]*".join(map(_any_code, re.split(r"[\s-]+", name))) for name in names)


def letters(name: str) -> str:
    """The name without case, spaces, hyphens, a leading article and the points of its codes."""
    return re.sub(r"[\s-]+|(?<=\d\d)\.(?=\d\d)", "", re.sub(r"^(?:the|a|an|any)\s+", "", name.strip().lower()))


def _any_code(word: str) -> str:
    """The pattern of a word of a name; a heading may be written with its point or without."""
    return re.sub(r"^(\d\d)(\d\d)$", r"\1[.]?\2", re.escape(word))


@lru_cache(maxsize=1)
def wordings() -> Wordings:
    """All wordings, read once."""
    folder = data_folder("grammar")
    data = yaml.safe_load((folder / "wordings.yaml").read_text(encoding="utf-8"))
    glossary = yaml.safe_load((folder / "glossary.yaml").read_text(encoding="utf-8"))
    materials: dict[str, tuple[ScopeItem, ...] | AnyOfCodes] = {}
    operations: dict[str, tuple[Operation, ...]] = {}
    names: list[str] = []
    for term, entry in {**glossary["basic-textile-materials"], **glossary["materials"]}.items():
        materials[letters(term)] = materials[letters(entry["label"])] = (Named(term),)
        names += [entry["label"], term.replace("-", " ")]
    for term, entry in glossary["processes"].items():
        operations[letters(term)] = operations[letters(entry["label"])] = (Operation(term),)
        names += [entry["label"], term.replace("-", " ")]
    for name, text in data["materials"].items():
        materials[letters(name)] = "*" if text == "*" else () if text == "all" else _items(str(text))
        names.append(name)
    for name, text in data["operations"].items():
        operations[letters(name)] = _operations(text)
        names.append(name)
    codes = {term: _ranges(entry.get("codes", ())) for term, entry in glossary["materials"].items()}
    by_product = tuple((HsSet(_ranges([text])), terms) for text, terms in data["by-product"].items())
    defined = {
        name: DefinedOperation(one["test"], _operations(one["operation"])[0]) for name, one in data["defined"].items()
    }
    separated = tuple(name for name in names if _SEPARATED.search(name))
    inputs = {letters(name): term for name, term in data["inputs"].items()}
    countries = {letters(name): code for code, names in data["countries"].items() for name in names}
    return Wordings(materials, operations, inputs, separated, codes, by_product, defined, countries)


def _ranges(texts: Iterable[str]) -> tuple[HsRange, ...]:
    items = _items(", ".join(map(str, texts))) if texts else ()
    return tuple(item for item in items if isinstance(item, HsRange))


def _items(text: str) -> tuple[ScopeItem, ...]:
    test = _test(f"from [{text}]")
    assert isinstance(test, Each)
    assert isinstance(test.condition, FromInputs)
    return test.condition.inputs


def _operations(text: str) -> tuple[Operation, ...]:
    test = _test(f"done({text})")
    assert isinstance(test, Done)
    (step,) = test.process.steps
    return step.options


def _test(text: str) -> object:
    read = parse_rule(text, "wordings.yaml")
    if read.value is None:
        raise ValueError(f"wordings.yaml: {text}: {read.problems[0].message}")
    return read.value.alternatives[0].test

"""Which prescribed text, in which language, a statement was meant to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from origin.agreements.wordings import Wordings, load_wordings
from origin.data_folder import data_folder
from origin.dossier.code_lists import country_spellings
from origin.frozen import Frozen
from origin.proofs.alignment import Alignment, align
from origin.proofs.exact_match import exact
from origin.proofs.template import Template, template_of
from origin.proofs.words import Word, spelling_table, words_of

TRIED = 3
"""So many languages of a text, those that share the most words, are laid over it."""
LEAST_SHARED = 0.35
"""A statement has at least this part of the words of a text that it is meant to be."""
NEARLY_ALL = 0.85
"""So many words of another agreement's longer text are there, where the expected one stands there without a fault."""
MUCH_BETTER, MORE_WORDS = 10, 5
"""Another text is meant where it costs so much less, or explains so many more words."""


class Library(Frozen):
    """All prescribed texts, ready to be compared, and the names of origins as words."""

    templates: dict[str, tuple[Template, ...]]
    spellings: dict[str, str]
    origins: dict[tuple[str, ...], str]
    titles: dict[str, str]
    elements: dict[str, Mapping[str, str]]
    one_of: dict[str, tuple[tuple[str, ...], ...]]
    unread: dict[str, tuple[str, ...]]

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a text."""
        return words_of(text, self.spellings)

    def origin(self, name: str) -> str | None:
        """The country or party that a name of an origin stands for; None where it is not known."""
        return self.origins.get(tuple(word.text for word in self.words(name)))


class Recognised(Frozen):
    """The expected text laid over a statement (None: it is not there), and another agreement's that fits better."""

    expected: Alignment | None
    other: str | None = None
    other_language: str | None = None


def library(folder: Path | None = None) -> Library:
    """The prescribed texts of the data folder, prepared once."""
    return _library(folder or data_folder("agreements"))


@cache
def _library(folder: Path) -> Library:
    read = load_wordings(folder)
    assert read.value is not None, read.problems  # the data folder is checked by `origin agreements lint`
    return prepare(read.value)


def prepare(wordings: Wordings) -> Library:
    """The texts taken apart."""
    spellings = dict(spelling_table(wordings.spellings))
    origins: dict[tuple[str, ...], str] = {}
    named = [(name, code) for name, code in country_spellings().items()]
    named += [(code, code) for code in set(country_spellings().values())]
    named += [(name, code) for code, names in wordings.origin_names.items() for name in (code, *names)]
    for name, code in named:
        origins[tuple(word.text for word in words_of(name, spellings))] = code
    return Library(
        {
            one.id: tuple(template_of(one, language, spellings) for language in one.texts)
            for one in sorted(wordings.by_id.values(), key=lambda one: (one.same_as is not None, one.id))
        },
        spellings,
        origins,
        {one.id: one.title for one in wordings.by_id.values()},
        {one.id: one.elements for one in wordings.by_id.values()},
        {
            one.id: tuple(tuple(word.text for word in words_of(part, spellings)) for part in one.one_of)
            for one in wordings.by_id.values()
        },
        {one.id: one.unread for one in wordings.by_id.values()},
    )


def recognise(words: tuple[Word, ...], expected: Iterable[str], texts: Library) -> Recognised:
    """The expected text that a statement comes nearest to, unless another agreement's text fits much better."""
    wanted = tuple(expected)
    own = [one for name in wanted for one in texts.templates.get(name, ())]
    best = next((found for one in own if (found := exact(one, words)) is not None), None) or _best(words, own)
    if best is not None and not best.faults and best.reached >= words[-1].end:
        return Recognised(best)
    same = {one.items for one in own}
    faultless = best is not None and not best.faults
    least = len(best.template.fixed) + 1 if best is not None and faultless else 0
    others = (
        one
        for name, templates in texts.templates.items()
        if name not in wanted
        for one in templates
        if one.items not in same and len(one.fixed) >= least
    )
    other = _best(words, others, NEARLY_ALL if faultless else LEAST_SHARED)
    if other is None or (best is not None and not _much_better(other, best)):
        return Recognised(best)
    return Recognised(best, other.template.wording, other.template.language)


def _much_better(other: Alignment, best: Alignment) -> bool:
    """Whether another text explains a statement better: not merely because it is shorter and so misses less."""
    return (other.cost + MUCH_BETTER <= best.cost and other.words_matched > best.words_matched) or (
        other.cost <= best.cost + MUCH_BETTER and other.words_matched >= best.words_matched + MORE_WORDS
    )


def _best(words: tuple[Word, ...], templates: Iterable[Template], least: float = LEAST_SHARED) -> Alignment | None:
    """The template that a text comes nearest to, of those whose words it has in part; None where there is none."""
    present = {word.text for word in words}
    shared = sorted(
        ((len(one.needed & present) / max(1, len(one.needed)), one) for one in templates),
        key=lambda pair: pair[0],
        reverse=True,
    )
    tried = [align(one, words) for share, one in shared[:TRIED] if share >= least]
    return min(tried, key=lambda one: (one.cost, -one.words_matched), default=None)

"""A published rule set, read: stitched, repaired, laid out, parsed, built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal.drafts import governed
from origin.language.legal.passage import place_of
from origin.language.legal.reading import Choice, PublishedRule, Reading, ReadRule, Unread
from origin.language.legal.stitch import Stitched, stitched
from origin.language.legal.text import ReadText, read_text
from origin.nomenclature.code_range import HsRange

_GENERIC = re.compile(
    r"(?:(?:(?:an?|the) )?(?:goods?|products?)(?: (?:of|classified in) )?)?"
    r"(?:(?:(?:this|these|that) )?(?:chapters?|(?:sub)?headings?|to|through|and|or|,|-|[\d.]+)\s*)*",
    re.IGNORECASE,
)
_OTHER = re.compile(r"^any other (?:good|product)\b", re.IGNORECASE)
_HOWEVER_PARAGRAPH = re.compile(r"\n(?=However\b)")
_OF_CODES = re.compile(
    r"\s+of (?:chapters?|(?:sub)?headings?) [\d.]+(?:(?:,? (?:and|or|to|through)|,) (?:(?:sub)?headings? )?[\d.]+)*",
    re.IGNORECASE,
)


def read_rule_set(rules: Sequence[PublishedRule], products: tuple[HsRange, ...] = ()) -> Reading:
    """The rules of one published rule set.

    `products` are the codes it is for, which "outside this group" and "from within any of these" speak of. What cannot
    be read is a `Text` in the rule and told in `unread`; nothing is raised.
    """
    parts, choices = stitched(rules)
    found: list[_Alternative] = []
    unread: list[Unread] = []
    noted = list(choices)
    for part in parts:
        read = read_text(part.passage.text, products)
        noted += [_choice(code, sentence, offset, part, rules) for code, sentence, offset in read.choices]
        if not part.joined and not any(draft.product for draft in read.drafts):
            first = part.rows[0][1]
            noted.append(
                Choice("operator-missing", 'nothing joins this rule to the one before: read as "or"', first, 1, 1)
            )
        if read.failure is not None:
            unread.append(_unread(read.failure, part, rules))
        for draft in read.drafts:
            found.append(_Alternative(draft, part.first))
        if part is parts[-1]:
            noted += [
                _choice(code, sentence, offset, part, rules)
                for code, sentence, offset in _behind_all(found, read, part)
            ]
            found = _closed(found, read)
    return Reading(_rules(found), tuple(noted), tuple(unread))


class _Alternative(Frozen):
    draft: c.Draft
    published: PublishedRule


def _behind_all(found: Sequence[_Alternative], last: ReadText, part: Stitched) -> Iterator[tuple[str, str, int]]:
    """The choices that are made where paragraphs of their own stand behind several rules for the same product."""
    if len([one for one in found if _same_product(one, last)]) < 2:
        return
    if however := _HOWEVER_PARAGRAPH.search(part.passage.text, last.last_at):
        sentence = 'this "However" stands behind several rules: read as speaking of the last'
        yield ("however-of-last", sentence, however.end())
    if last.closing.changes:
        sentence = "this paragraph stands behind several rules: read as speaking of each of them"
        yield ("paragraph-of-all", sentence, last.closing_at)


def _closed(found: Sequence[_Alternative], last: ReadText) -> list[_Alternative]:
    """The alternatives, those of the texts before the last one with what its closing paragraphs say of them all."""
    before = len(found) - len(last.drafts)
    return [
        replace(one, draft=governed(one.draft, last.closing)) if number < before and _same_product(one, last) else one
        for number, one in enumerate(found)
    ]


def _same_product(one: _Alternative, last: ReadText) -> bool:
    return bool(last.drafts) and _product(one.draft.product) == _product(last.drafts[-1].product)


def _rules(found: Sequence[_Alternative]) -> tuple[ReadRule, ...]:
    """Alternatives for the same product into one rule; products in the order in which they are first described.

    A rule for no product in particular is open to those that are described as well.
    """
    grouped: dict[str | None, list[_Alternative]] = {}
    for alternative in found:
        grouped.setdefault(_product(alternative.draft.product), []).append(alternative)
    rules = []
    cumulative = any(alternative.draft.cumulative for alternative in found)
    for product, alternatives in grouped.items():
        if product is not None and product != "other":
            alternatives = [*grouped.get(None, ()), *alternatives]
        tests = [one for alternative in alternatives for one in _alternatives(alternative)]
        rules.append(ReadRule(product, t.Rule(tuple(dict.fromkeys(tests))), cumulative))
    return tuple(rules)


def _product(text: str | None) -> str | None:
    """What a text says of the product beyond its codes: None for "a good of heading 1704", "other" for the rest."""
    if text is None or _GENERIC.fullmatch(text.strip()):
        return None
    if _OTHER.match(text.strip()):
        rest = _OF_CODES.sub("", _OTHER.sub("", text.strip())).strip()
        return f"other goods {rest}" if rest else "other"
    return re.sub(r"^(?:an?|the) (?:goods? )?", "", _OF_CODES.sub("", text.strip())).strip(" ,") or None


def _alternatives(alternative: _Alternative) -> list[t.Alternative]:
    """The alternatives of a draft, one for each test of a choice, each with all that limits it."""
    draft, published = alternative.draft, alternative.published
    if draft.test is None:
        return []
    tests = draft.test.tests if isinstance(draft.test, t.AnyOf) else (draft.test,)
    limits = t.Alternative(
        t.Text(""),
        valid_from=draft.period.valid_from,
        valid_until=draft.period.valid_until,
        quota=draft.quota or ("origin-quota" if published.quota else None),
        exported_from=draft.direction.exported_from,
        imported_into=draft.direction.imported_into,
        partner=draft.direction.partner,
        no_tolerance=t.NoTolerance(draft.without_tolerance) if draft.without_tolerance is not None else None,
        notes=draft.notes,
    )
    found = [replace(limits, test=test) for test in tests]
    if draft.for_partner is not None:
        partner, test = draft.for_partner
        others = test.tests if isinstance(test, t.AnyOf) else (test,)
        found += [replace(limits, test=other, partner=partner, notes=()) for other in others]
    return found


def _choice(code: str, sentence: str, offset: int, part: Stitched, rules: Sequence[PublishedRule]) -> Choice:
    row, inside = part.place(offset)
    return Choice(code, sentence, row, *place_of(rules[row].text, inside))


def _unread(failure: tuple[int, str, str], part: Stitched, rules: Sequence[PublishedRule]) -> Unread:
    offset, found, expected = failure
    row, inside = part.place(offset)
    return Unread(row, *place_of(rules[row].text, inside), found, expected)

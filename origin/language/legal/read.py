"""A published rule set, read: stitched, repaired, laid out, parsed, built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.legal import changes as c
from origin.language.legal.builder import Ambiguous, Builder
from origin.language.legal.layout import ALTERNATIVE, CLOSING, SIGNS, laid_out
from origin.language.legal.names import Unreadable
from origin.language.legal.parser import Unparsed, parse
from origin.language.legal.passage import Passage, place_of
from origin.language.legal.reading import Choice, PublishedRule, Reading, ReadRule, Unread
from origin.language.legal.repair import repaired
from origin.language.legal.spelling import spelled
from origin.language.legal.stitch import Stitched, stitched
from origin.language.source import strange_character
from origin.nomenclature.code_range import HsRange

LONGEST = 10_000
"""How many characters a rule has at most; the longest published one has some two thousand."""

_GENERIC = re.compile(
    r"(?:(?:(?:an?|the) )?(?:goods?|products?)(?: (?:of|classified in) )?)?"
    r"(?:(?:(?:this|these|that) )?(?:chapters?|(?:sub)?headings?|to|through|and|or|,|-|[\d.]+)\s*)*",
    re.IGNORECASE,
)
_OTHER = re.compile(r"^any other (?:good|product)\b", re.IGNORECASE)
_AND_OR = re.compile(r"\band ?/ ?or(?=\s*(?:\n|- |in which))")
_AND_OR_RULE = re.compile(r"\band ?/ ?or(?= manufacture\b)")
_CHANGE_TO = re.compile(r"A change to (.*?),? from (?:any|within|[a-z]+ [a-z]+ [a-z]+ from within)\b", re.IGNORECASE)
_HOWEVER_PARAGRAPH = re.compile(r"\n(?=However\b)")
_UNFINISHED = re.compile(r":\n- [^\n]*,\s*\Z")
_OF_CODES = re.compile(
    r"\s+of (?:chapters?|(?:sub)?headings?) [\d.]+(?:(?:,? (?:and|or|to|through)|,) (?:(?:sub)?headings? )?[\d.]+)*",
    re.IGNORECASE,
)


class _ReadText(Frozen):
    """What one text was read as; offsets are those of the text."""

    drafts: tuple[c.Draft, ...]
    choices: tuple[tuple[str, str, int], ...] = ()
    failure: tuple[int, str, str] | None = None
    closing: c.Closing = c.Closing()
    closing_at: int = 0


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
        read = _read_text(part.passage.text, products)
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


def _behind_all(found: Sequence[_Alternative], last: _ReadText, part: Stitched) -> Iterator[tuple[str, str, int]]:
    """The choices that are made where paragraphs of their own stand behind several rules for the same product."""
    if len([one for one in found if _same_product(one, last)]) < 2:
        return
    if however := _HOWEVER_PARAGRAPH.search(part.passage.text):
        sentence = 'this "However" stands behind several rules: read as speaking of the last'
        yield ("however-of-last", sentence, however.end())
    if last.closing.changes:
        sentence = "this paragraph stands behind several rules: read as speaking of each of them"
        yield ("paragraph-of-all", sentence, last.closing_at)


def _closed(found: Sequence[_Alternative], last: _ReadText) -> list[_Alternative]:
    """The alternatives, those of the texts before the last one with what its closing paragraphs say of them all."""
    before = len(found) - len(last.drafts)
    return [
        replace(one, draft=c.governed(one.draft, last.closing)) if number < before and _same_product(one, last) else one
        for number, one in enumerate(found)
    ]


def _same_product(one: _Alternative, last: _ReadText) -> bool:
    return bool(last.drafts) and _product(one.draft.product) == _product(last.drafts[-1].product)


@lru_cache(maxsize=50_000)
def _read_text(text: str, products: tuple[HsRange, ...]) -> _ReadText:
    """One text; a text that cannot be read whole is one draft with its wording."""
    if strange := _no_law(text):
        return _unread_text(text, (), strange)
    passage, mended = repaired(Passage.of(text))
    passage, misprints = spelled(passage)
    laid = laid_out(passage)
    choices = [("text-repaired", f"read although {reason}", offset) for offset, reason in (*mended, *misprints)]
    for number, sign in enumerate(laid.text):
        if sign == ALTERNATIVE and not re.search(
            r"\bor\b", text[max(0, laid.offsets[number] - 2) : laid.offsets[number + 1] + 1]
        ):
            choices.append(
                ("operator-missing", 'nothing joins the two rules of this text: read as "or"', laid.offsets[number])
            )
    for found in _AND_OR.finditer(text):
        choices.append(
            ("and-or", '"and / or" between conditions: each must be met by the materials it names', found.start())
        )
    for found in _AND_OR_RULE.finditer(text):
        choices.append(("and-or", '"and / or" between whole rules: either is enough', found.start()))
    if unfinished := _UNFINISHED.search(text):
        return _unread_text(text, tuple(choices), (unfinished.end(), "the end", "the rest of the list"))
    try:
        builder = Builder(laid.text, products)
        whole: c.ReadAlternatives = builder.build(parse(laid.text))
    except Unparsed as error:
        expected = ", ".join(name.lower().replace("_", " ") for name in error.expected[:12])
        return _unread_text(text, tuple(choices), (laid.offsets[error.offset], str(error.found), expected))
    except Unreadable as error:
        return _unread_text(text, tuple(choices), (0, str(error.found), error.expected))
    except RecursionError:
        return _unread_text(text, tuple(choices), (0, "a text of very many parts", "fewer lists and enumerations"))
    except Ambiguous as error:
        failure = (0, "a text that can be read in several ways", f"one meaning, not {len(error.readings)}")
        return _unread_text(text, tuple(choices), failure)
    return _ReadText(whole.drafts, tuple(choices), None, whole.closing, laid.offsets[max(laid.text.find(CLOSING), 0)])


def _no_law(text: str) -> tuple[int, str, str] | None:
    """Why a text cannot be a rule that somebody published: what it holds at which offset, and what is accepted."""
    if len(text) > LONGEST:
        return (LONGEST, f"a text of {len(text)} characters", f"a text of at most {LONGEST} characters")
    if strange := strange_character(text):
        return (strange.start(), "a character that cannot be seen", "letters, digits, signs, spaces and line breaks")
    if sign := next((number for number, character in enumerate(text) if character in SIGNS), None):
        return (sign, text[sign], "words: this sign is one of those that lists are marked with in reading")
    return None


def _unread_text(text: str, choices: tuple[tuple[str, str, int], ...], failure: tuple[int, str, str]) -> _ReadText:
    of_product = _CHANGE_TO.match(text)
    draft = c.Draft(test=t.Text(_written(text)), product=of_product[1] if of_product else None)
    return _ReadText((draft,), choices, failure)


def _written(text: str) -> str:
    """The wording in one line, as the notation can write it: signs stand for characters that cannot be seen."""
    words = " ".join(text.split())
    while strange := strange_character(words):
        words = words.replace(strange.group(), "\N{REPLACEMENT CHARACTER}")
    return words


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

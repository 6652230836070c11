"""What the writer of a mistaken rule may have meant: one function for each kind of slip, tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches

from origin.language.source import blanked
from origin.language.syntax_list_hints import LIST_GUESSES
from origin.language.syntax_mishap import Mishap
from origin.language.syntax_signs import is_quotation_mark, plain_letters, plain_sign
from origin.language.syntax_words import KEYWORDS, accepted_words, is_reserved


def hint(mishap: Mishap) -> str | None:
    """The first guess that fits; None where nothing does."""
    return next((found for guess in _GUESSES if (found := guess(mishap))), None)


_WORDING = re.compile(
    r"\b(?:manufactur(?:e|ed|ing)\s+(?:from|in|by)|manufacture$|production\s+(?:from|in\s+which)|a\s+change\s+(?:to|from)"
    r"|(?:does|do)\s+not\s+exceed|of\s+any\s+heading|materials\s+used|heading\s+other\s+than|provided\s+that"
    r"|accompanied\s+by|combined\s+with|are\s+wholly\s+obtained|regional\s+value\s+content|ex-works\s+price"
    r"|no\s+change\s+in\s+tariff|within\s+th(?:is|ese)\s+heading)",
    re.IGNORECASE,
)
_CODES = re.compile(
    r"(?:of\s+|from\s+|headings?\s+|chapters?\s+|subheadings?\s+|\(\s*)*"
    r"([0-9][0-9.\-]*(?:\s*,\s*[0-9][0-9.\-]*)*)",
    re.IGNORECASE,
)
_SYNONYMS = {
    "unless": "except",
    "excluding": "except",
    "excl": "except",
    "but": "except",
    "without": "except",
    "plus": "and",
    "provided": "and",
    "however": "allowing",
    "allow": "allowing",
    "till": "until",
    "before": "until",
    "since": "from",
    "after": "then",
    "heading": "CTH",
    "subheading": "CTSH",
    "chapter": "CC",
    "wholly": "WO",
    "max": "MaxNOM",
    "maximum": "MaxNOM",
    "qvc": "RVC",
    "lvc": "RVC",
}
_MONTHS = "january february march april may june july august september october november december".split()


def _published_wording(mishap: Mishap) -> str | None:
    if _WORDING.search(blanked(mishap.text)):
        return "this is published wording; the notation writes CTH, MaxNOM 50% (EXW), WO[04], done(weaving)"
    return None


def _lookalike(mishap: Mishap) -> str | None:
    """Letters and digits of another script that look like those of the notation."""
    found = plain_letters(mishap.found)
    if found is None:
        return None
    plain, odd = found
    return (
        f"write {plain} with a plain keyboard: {odd}" if plain else f"terms are written with the letters a to z: {odd}"
    )


def _sign(mishap: Mishap) -> str | None:
    if is_quotation_mark(mishap.found[:1]):
        return 'write the straight quotation mark: "'
    found = plain_sign(mishap.found)
    if found is None or (found[0] in ("and", "or") and found[0].upper() not in mishap.accepts):
        return None
    return f"write {found[0]} for {found[1]}"


def _percentage(mishap: Mishap) -> str | None:
    """A percentage without its sign, with a decimal comma, in brackets, below zero."""
    if "NUMBER" in mishap.accepts and mishap.found.startswith("-"):
        return "a percentage runs from 0% to 100%"
    if "NUMBER" in mishap.accepts and (percent := re.match(r"\(\s*([0-9.]+)\s*%?\s*\)", mishap.rest)):
        return f"write the percentage without brackets: {percent[1]}%"
    if "PERCENT" not in mishap.accepts:
        return None
    decimal = re.match(r",\s*([0-9]+)", mishap.rest)
    if decimal:
        return f"write {mishap.last_word}.{decimal[1]}%, with a point"
    if mishap.found.startswith((".", "/")):
        return "write the percentage as an exact decimal with its sign, such as 33.3%"
    return f"write the percentage with its sign: {mishap.last_word.strip('([')}%"


def _codes(mishap: Mishap) -> str | None:
    """Codes without the brackets, or with words that the brackets make superfluous."""
    codes = _CODES.match(mishap.rest)
    if codes is None:
        return None
    listed = ", ".join(code.strip() for code in codes[1].split(","))
    if "LSQB" in mishap.accepts:
        return f"put the codes in square brackets: [{listed}]"
    if "STANDING" in mishap.accepts and mishap.last_word in ("no", "allowing", "of", "for", "<=", ">="):
        return f"say which materials of these codes: NOM[{listed}]"
    if "CODE" in mishap.accepts and not mishap.found[:1].isdigit():
        return f"write the codes alone: {listed.zfill(2)}"
    if "COMMA" in mishap.accepts and mishap.last_word[-1:].isdigit():
        return "put a comma between codes"
    return None


def _items(mishap: Mishap) -> str | None:
    """Slips between square brackets."""
    if "RSQB" not in mishap.accepts:
        return (
            "write same heading, same subheading, same chapter or same description" if mishap.found == "same" else None
        )
    if mishap.found == ";":
        return "put a comma between codes"
    if mishap.found in ("to", "through", "until") and "MINUS" in mishap.accepts:
        return "write a range with a hyphen: 8407-8412"
    if mishap.found == "except" and "EXCEPT" not in mishap.accepts:
        return "nothing can be excepted in this bracket: name what is meant"
    return "the bracket [ before this is not closed" if mishap.found in KEYWORDS else None


def _brackets(mishap: Mishap) -> str | None:
    """A process without its brackets, codes in round ones, brackets of the wrong kind."""
    if mishap.accepts == {"LPAR"} and re.fullmatch(r"[a-z][a-z0-9-]*", mishap.found):
        return f"put the operation in brackets: ({mishap.found})"
    if "STANDING" in mishap.accepts and mishap.found == "[" and "]" in mishap.rest:
        codes = f"{mishap.rest.partition(']')[0]}]"
        if "SHIFT" in mishap.accepts:
            return f"say what the rule asks of these: CTH except {codes}, WO{codes}, no NOM{codes}"
        return f"say which materials: NOM{codes}"
    if mishap.found in (")", "]") and mishap.opened:
        bracket = mishap.text[mishap.opened[-1]]
        if (bracket == "(") != (mishap.found == ")"):
            return f"the bracket {bracket} that is open here is closed with {']' if bracket == '[' else ')'}"
    if mishap.found in ("with", "then") and mishap.opened and "OR" in mishap.accepts:
        return f"put a choice between operations in brackets: ((weaving or knitting) {mishap.found} dyeing)"
    if mishap.found in (",", "and") and "WITH" in mishap.accepts:
        return "write with where both take place, or where either is enough"
    return None


def _quotation(mishap: Mishap) -> str | None:
    if mishap.accepts == {"STRING"} and mishap.found and mishap.found[:1] != '"':
        return f'put it in quotation marks: "{mishap.found}"'
    if mishap.found.startswith('"') and "STRING" in mishap.accepts:
        return 'inside a quotation a backslash stands only before " or before another backslash'
    return None


def _day(mishap: Mishap) -> str | None:
    """A date that is written out, or with the day in front."""
    if "DATE" not in mishap.accepts:
        return None
    worded = re.match(r"([0-9]{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\s+([0-9]{4})", mishap.rest)
    numbered = re.match(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", mishap.rest)
    try:
        if worded and worded[2].lower() in _MONTHS:
            return f"write {date(int(worded[3]), _MONTHS.index(worded[2].lower()) + 1, int(worded[1]))}"
        if numbered:
            return f"write {date(int(numbered[3]), int(numbered[2]), int(numbered[1]))}"
    except ValueError:
        return None
    return "write the year, the month and the day: 2026-12-31" if mishap.found[:1].isdigit() else None


def _party(mishap: Mishap) -> str | None:
    party = mishap.found.strip('"')
    if mishap.accepts == {"PARTY"} and party.isalpha():
        return f"write it in capital letters without quotation marks: {party.upper()}"
    return None


def _bound(mishap: Mishap) -> str | None:
    """Bounds that miss a word."""
    if mishap.accepts == {"OF"}:
        if mishap.found:
            return f"write {mishap.last_word} of"
        return "say what the percentage is of: of product, of EXW"
    if mishap.accepts == {"TO"} or (mishap.found == "to" and "UP" in mishap.accepts):
        return "write up to 20% of EXW"
    if mishap.found in ("<=", ">=", "<", ">") and "UNDERGO" in mishap.accepts:
        return "say what is limited: weight of NOM[1701] <= 20% of product"
    if mishap.found == "and" and "AND" not in mishap.accepts and "UNTIL" in mishap.accepts:
        return "join the tests first: a limit stands behind all that it limits"
    return None


def _phrases(mishap: Mishap) -> str | None:
    """Turns of phrase of everyday language, and what the notation writes for them."""
    if mishap.found == "build-down":
        return "a regional value content is build-down unless it says otherwise: RVC 55% (FOB)"
    if mishap.found == "of" and {"PRICE", "LPAR"} <= mishap.accepts:
        return f"put the price in brackets: ({mishap.rest.split()[1]})" if len(mishap.rest.split()) > 1 else None
    if mishap.found in ("heading", "chapter", "subheading") and mishap.last_word == "any":
        return "write any alone"
    if mishap.found == "from" and mishap.accepts == {"LSQB"}:
        return 'leave out "from"'
    if mishap.found == ";":
        return "leave out the semicolon: it closes the statements of a rule list"
    if mishap.found == "," and "AND" in mishap.accepts:
        return "write and where both must be met, or where either is enough"
    if mishap.found == "or" and "SLASH" in mishap.accepts:
        return "write a choice of prices with a stroke: (EXW/FOB)"
    if mishap.found in ("and", "or") and mishap.last_word in ("and", "or"):
        return f"one {mishap.last_word} is enough" if mishap.found == mishap.last_word else "write either and or or"
    if mishap.found in ("and", "or") and not blanked(mishap.before).strip():
        return f"a test is missing in front of {mishap.found}"
    return None


def _near_word(mishap: Mishap) -> str | None:
    """A word of the notation that is spelled nearly like the one found: accepted here, or anywhere."""
    if not mishap.found[:1].isalpha():
        return None
    folded = mishap.found.casefold()
    if "TERM" in mishap.accepts and "SHIFT" not in mishap.accepts and re.fullmatch("[a-z][a-z0-9-]*", folded):
        if is_reserved(folded):
            return f"{mishap.found} is a word of the notation and names nothing else"
        return f"write a term in small letters: {folded}" if folded != mishap.found else None
    anywhere = KEYWORDS if len(mishap.accepts) > 1 else []
    for words, cutoff in ((accepted_words(mishap.accepts), 0.6), (anywhere, 0.75)):
        spelled = {word.casefold(): word for word in words}
        close = get_close_matches(folded, spelled, n=1, cutoff=cutoff)
        if close and spelled[close[0]] != mishap.found:
            return f"did you mean {spelled[close[0]]}?"
    synonym = _SYNONYMS.get(folded)
    return f"did you mean {synonym}?" if synonym and synonym != mishap.found else None


_GUESSES: tuple[Callable[[Mishap], str | None], ...] = (
    _published_wording,
    _lookalike,
    _sign,
    _percentage,
    *LIST_GUESSES,
    _codes,
    _items,
    _brackets,
    _quotation,
    _day,
    _party,
    _bound,
    _phrases,
    _near_word,
)

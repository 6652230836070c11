"""The words of the notation: which are reserved, and how an error names what would be accepted."""

from __future__ import annotations

from collections.abc import Iterable

KEYWORDS = (
    "CC CTH CTSH any except for WO MaxNOM RVC NOM OM materials originating no from until within quota exported "
    "imported into in without tolerance see and or allowing up to if value weight dry volume of product EXW FOB done "
    "with then undergo items by own rule origin retained text same heading chapter subheading description heaviest "
    "build-up focused net-cost total-cost transaction-value adjusted-value customs-value product-value cumulative "
    "list define on HS amends omit"
).split()
"""Every word of the notation; the tests hold this to the grammar."""

_RESERVED = {word.casefold() for word in KEYWORDS}

# Terminals that are accepted together, and the phrase that stands for all of them. The first match wins.
_GROUPS: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(terminals.split()), phrase)
    for terminals, phrase in (
        ("LIST DEFINE OMIT CODE", "an entry such as 8711: CTH, a definition (define ...) or the header (list ...)"),
        (
            "SHIFT STANDING MAXNOM RVC DONE WO NO FROM MEASURE ORIGINATING ORIGIN ITEMS TEXT TERM LPAR",
            "a test such as CTH, MaxNOM 50% (EXW), WO[01] or done(weaving)",
        ),
        ("CODE TERM STRING SAME HEAVIEST", "a code (8431), a range (8407-8412), a named material or same heading"),
        ("PRICE PRODUCT STANDING WO", "a price such as EXW, product, or materials such as OM"),
        ("PRICE LPAR", "a price such as (EXW) or (FOB)"),
        ("TERM STRING NUMBER LPAR", "an operation such as weaving"),
        ("TERM STRING NUMBER", "an operation such as weaving"),
        ("STANDING WO", "materials such as NOM, NOM[8431] or materials[04]"),
        ("MEASURE NUMBER", "a percentage such as 20%"),
        ("BUILD_UP FOCUSED NUMBER", "a percentage such as 55%, build-up or focused [7506]"),
        ("LSQB NUMBER", "a percentage such as 50%, or materials such as [8507]"),
    )
)

_WORDS = {
    "AND": "and",
    "OR": "or",
    "ALLOWING": "allowing",
    "EXCEPT": "except",
    "FOR": "for",
    "WITH": "with",
    "THEN": "then",
    "UNDERGO": "undergo",
    "OF": "of",
    "LSQB": "[",
    "RSQB": "]",
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": "a comma",
    "MINUS": "- and the end of a range",
    "PLUS": "+",
    "SLASH": "/",
    "DOT": ".",
    "COLON": "a colon",
    "EQUAL": "=",
    "PERCENT": "%",
    "RELATION": "<=, <, >= or >",
    "CODE": "an HS code such as 8431",
    "NUMBER": "a number",
    "MEASURE": "value, weight, dry weight or volume",
    "STANDING": "NOM, OM or materials",
    "SHIFT": "CC, CTH, CTSH or any",
    "PRICE": "a price such as EXW or FOB",
    "SAME": "same heading",
    "TERM": "a term in small letters",
    "STRING": "a text in quotation marks",
    "DATE": "a date such as 2026-12-31",
    "PARTY": "a country or party such as GB or EU",
    "BUILD_UP": "build-up",
    "MAXNOM": "MaxNOM",
}
_LIMITS = frozenset("UNTIL WITHIN EXPORTED IMPORTED ORIGINATING WITHOUT SEE FROM".split())
_LAST = "$END"


def is_reserved(word: str) -> bool:
    """True for a word of the notation in any mix of capital and small letters: it can name nothing else."""
    return word.casefold() in _RESERVED


def accepted_text(terminals: Iterable[str], listed: bool) -> str | None:
    """What would be accepted, for people: groups by an example, then single words and signs, then the end."""
    left = set(terminals)
    phrases: list[str] = []
    for group, phrase in _GROUPS:
        if group <= left:
            phrases.append(phrase)
            left -= group
    limits = left >= _LIMITS
    left -= _LIMITS if limits else frozenset()
    known = [name for name in _WORDS if name in left]
    phrases += [_WORDS[name] for name in known]
    phrases += sorted(name.lower() for name in left.difference(known, {_LAST}))
    if limits:
        phrases.append("a limit such as until 2026-12-31")
    if _LAST in left:
        phrases.append("a semicolon" if listed else "the end of the rule")
    return "; ".join(phrases) or None


def accepted_words(terminals: Iterable[str]) -> list[str]:
    """The words of the notation that would be accepted, to look for one that is near."""
    words: list[str] = []
    for name in terminals:
        words += _LITERALS.get(name, [name.lower()] if name.lower() in _RESERVED else [])
    return words


_LITERALS = {
    "SHIFT": ["CC", "CTH", "CTSH", "any"],
    "STANDING": ["NOM", "OM", "materials"],
    "MEASURE": ["value", "weight", "volume"],
    "PRICE": [
        *("EXW", "FOB", "net-cost", "total-cost"),
        *("transaction-value", "adjusted-value", "customs-value", "product-value"),
    ],
    "BUILD_UP": ["build-up"],
    "MAXNOM": ["MaxNOM"],
    "RVC": ["RVC"],
    "WO": ["WO"],
    "HS": ["HS"],
}

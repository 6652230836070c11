"""What the writer of a mistaken statement of a rule list may have meant: entries, definitions, semicolons."""

from __future__ import annotations

import re
from collections.abc import Callable

from origin.language.source import blanked
from origin.language.syntax_mishap import Mishap
from origin.language.syntax_words import is_reserved


def _line_before(mishap: Mishap) -> str | None:
    """The statement before, which the mistake may belong to."""
    earlier, _, line = mishap.before.rpartition("\n")
    begins = mishap.found[:1].isdigit() and not line.strip() and bool(blanked(earlier).strip())
    if mishap.listed and (begins or mishap.found == ":"):
        return "is the semicolon missing that closes the statement before?"
    return None


def _entry(mishap: Mishap) -> str | None:
    """Slips between the codes of an entry and its rule."""
    if mishap.found == "ex" and mishap.listed:
        return 'leave out "ex" and name the part: 8711 electric "with an electric motor": ...'
    if mishap.found == "cumulative":
        return "cumulative stands before the colon: 8711 cumulative: CTH"
    if "COLON" not in mishap.accepts:
        return None
    if mishap.found.startswith('"') and "TERM" in mishap.accepts:
        return f"name the option before its description: electric {mishap.found}"
    if is_reserved(mishap.found):
        return "put a colon between the products and the rule"
    return None


def _definition(mishap: Mishap) -> str | None:
    """A definition without its sign, or with what only a rule can have."""
    if not (mishap.listed and blanked(mishap.text).split()[0] == "define"):
        return None
    if "EQUAL" in mishap.accepts:
        return "put = between the name and the test"
    if mishap.found in ("until", "from", "within", "exported", "imported", "without", "see") and "OR" in mishap.accepts:
        return f"a definition is a test alone: put {mishap.found} behind the rules that use it"
    return None


def _statement_alone(mishap: Mishap) -> str | None:
    if not mishap.listed and not blanked(mishap.before).strip() and re.match(r"[0-9]|list$|define$", mishap.found):
        return "this begins a statement of a rule list; a rule alone begins with a test"
    return None


LIST_GUESSES: tuple[Callable[[Mishap], str | None], ...] = (_line_before, _entry, _definition, _statement_alone)

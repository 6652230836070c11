"""Words and lists of the English of rules: labels of terms, enumerations, numbers, dates, percentages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from origin.language.glossary import Glossary

_MONTHS = ("January February March April May June July August September October November December").split()
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


def material_label(term: str, glossary: Glossary | None) -> str:
    """How English text says a named material: its label, or the term with spaces for hyphens."""
    if glossary is not None:
        entry = glossary.materials.get(term) or glossary.basic_textile_materials.get(term)
        if entry is not None:
            return entry.label
    return term.replace("-", " ")


def process_label(term: str, glossary: Glossary | None) -> str:
    """How English text says an operation or a defined requirement."""
    if glossary is not None:
        entry = glossary.processes.get(term)
        if entry is not None:
            return entry.label
    return term.replace("-", " ")


def joined(parts: Sequence[str], word: str) -> str:
    """An enumeration: "a", "a or b", "a, b or c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def lettered(parts: Sequence[str], word: str, depth: int, separator: str = ",") -> str:
    """An enumeration whose parts carry letters, so that it can stand inside another: "(a) ..., and (b) ..."."""
    marked = [f"({mark(number, depth)}) {part}" for number, part in enumerate(parts)]
    return f"{f'{separator} '.join(marked[:-1])}{separator} {word} {marked[-1]}"


def mark(number: int, depth: int) -> str:
    """The mark of a part: a, b, c; inside of these i, ii, iii; then A, B, C; then aa, bb, cc; and so on."""
    style, times = depth % 3, depth // 3 + 1
    letters = _ROMAN if style == 1 else [chr(ord("a" if style == 0 else "A") + step) for step in range(26)]
    return letters[number] * times if number < len(letters) else f"{letters[0] * times}{number + 1}"


def number_word(number: int) -> str:
    """A small number in words, a larger one in digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def percentage(percent: Decimal) -> str:
    """The exact percentage without superfluous zeros: "47.5%"."""
    text = f"{percent:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def day(date_: date) -> str:
    """A day as the agreements print it: "31 December 2026"."""
    return f"{date_.day} {_MONTHS[date_.month - 1]} {date_.year}"


def sentence(text: str) -> str:
    """The text as a sentence: a capital letter in front, a full stop behind."""
    return f"{text[:1].upper()}{text[1:]}."

"""Takes the reference page `grammar/psr.md` apart: its examples, their English, its table of phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass

from origin.data_folder import data_folder
from origin.language import tree as t
from origin.language.english import rule_english, test_english
from origin.language.parser import parse_rule, parse_rule_list
from origin.problems import Read

PAGE = data_folder("grammar") / "psr.md"
HEADER = 'list page "The reference page" on HS 2022;\n'

_EXAMPLE = re.compile(r"```psr\n(.*?)\n```\n((?:>[^\n]*\n)*)", re.DOTALL)
_REFUSED = re.compile(r"```psr-refused\n(.*?)\n```\n```text\n(.*?)\n```\n", re.DOTALL)
_ROW = re.compile(r"^\| (?!what is asked|---)[^|]+ \| `(.+)` \|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """An example of the page: its text, and the English below it with single spaces."""

    text: str
    english: str

    @property
    def is_list(self) -> bool:
        """Whether it is made of statements of a rule list and not one rule."""
        return self.text.rstrip().endswith(";")

    @property
    def whole(self) -> str:
        """The text, of a list with a header in front where it has none."""
        has_header = not self.is_list or any(line.startswith("list ") for line in self.text.split("\n"))
        return self.text if has_header else HEADER + self.text

    def read(self) -> Read[t.Rule] | Read[t.RuleList]:
        """Parses it."""
        return parse_rule_list(self.whole) if self.is_list else parse_rule(self.text)


def examples() -> tuple[Example, ...]:
    """The examples of the page in order."""
    found = _EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))
    return tuple(Example(text, in_one_line(english.replace("\n>", "\n").removeprefix(">"))) for text, english in found)


def refused() -> tuple[tuple[str, str], ...]:
    """The refused examples of the page, with what they are answered."""
    return tuple(_REFUSED.findall(PAGE.read_text(encoding="utf-8")))


def phrases() -> tuple[str, ...]:
    """The rules in the table of phrases, without the rows that speak of statements."""
    return tuple(rule for rule in _ROW.findall(PAGE.read_text(encoding="utf-8")) if "`" not in rule)


def english_of(value: t.Rule | t.RuleList) -> str:
    """What the page should say under an example, in one line."""
    if isinstance(value, t.Rule):
        return in_one_line(rule_english(value))
    lines = [f"{definition.name}: {test_english(definition.test)}." for definition in value.definitions]
    for entry in value.entries:
        products = ", ".join(map(str, entry.products))
        lines.append(f"{' '.join(filter(None, (products, entry.option)))}: {rule_english(entry.rule)}")
    return in_one_line("\n".join(lines))


def in_one_line(text: str) -> str:
    """The text with single spaces for spaces and line breaks."""
    return " ".join(text.split())

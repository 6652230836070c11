"""The two shapes in which rule lists are published, for pydantic: lines of a corpus, and the publisher's own files.

Nothing is converted: a number where a text is expected is refused. The corpus has no other fields than these. The
publisher's files may hold more, which says nothing about the rules, and is left aside.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

TenDigits = Annotated[str, Field(pattern=r"^[0-9]{10}$")]
Wording = Annotated[str, Field(max_length=20_000)]
Heading = Annotated[str, Field(min_length=1, max_length=200)]
Description = Annotated[str | None, Field(max_length=10_000)]
Tags = Annotated[list[Annotated[str, Field(max_length=5_000)]], Field(max_length=50)]
SchemeCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", max_length=60)]


class CorpusRule(BaseModel):
    """One rule of a corpus line."""

    model_config = ConfigDict(strict=True, extra="forbid")

    text: Wording
    operator: Literal["or"] | None
    classes: Tags
    footnotes: list[str | int]
    imported: bool = Field(alias="import")
    exported: bool = Field(alias="export")
    quota: bool


class CorpusRuleSet(BaseModel):
    """One line of a corpus file."""

    model_config = ConfigDict(strict=True, extra="forbid")

    scheme: SchemeCode
    heading: Heading
    subdivision: Description
    hs_min: TenDigits
    hs_max: TenDigits
    rules: Annotated[list[CorpusRule], Field(min_length=1, max_length=100)]


class RawRule(BaseModel):
    """One rule of the publisher's own file; `rule` is Markdown with some HTML."""

    model_config = ConfigDict(strict=True, extra="ignore")

    rule: Wording
    operator: Literal["or"] | None
    classes: Tags = Field(alias="class")
    imported: bool = Field(default=True, alias="import")
    exported: bool = Field(default=True, alias="export")
    quota: bool = False


class RawRuleSet(BaseModel):
    """One rule set of the publisher's own file."""

    model_config = ConfigDict(strict=True, extra="ignore")

    heading: Heading
    subdivision: Description = None
    low: TenDigits = Field(alias="min")
    high: TenDigits = Field(alias="max")
    rules: Annotated[list[RawRule], Field(min_length=1, max_length=100)]

"""What the columns of somebody's table mean: the mapping file, and the mappings that come with the toolkit.

A mapping is data (YAML). It says which column is the reporter, the partner, the code, the date, the value, and how the
table tells what preference was available and used. `docs/monitoring.md` is its reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from origin.agreements.registry import read_yaml
from origin.problems import Place, Problem, Read

BUILT_IN = Path(__file__).resolve().parent / "mappings"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Part):
    """A column of the table, or one text for all of its rows."""

    column: str | None = None
    constant: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Column:
        if (self.column is None) == (self.constant is None):
            raise ValueError("give either a column or a constant")
        return self


class Country(Column):
    """A country: ISO codes of two or three letters and English names are known; `values` says what others mean."""

    values: dict[str, str] = {}
    """Text of the table: two letters of a country, or the id of a bloc of `agreements/blocs.yaml`."""
    unspecified: Texts = ()
    """Texts that stand for a country that is not told."""
    aggregates: Texts = ()
    """Texts that stand for a group whose members the table counts singly: such rows are set aside."""


class Flow(Column):
    """The direction of trade, seen from the reporter: what each text of the table means."""

    values: dict[str, Literal["import", "export", "other"]] = {}


class Code(_Part):
    """The HS code (2 to 10 digits; points and spaces do not matter)."""

    column: str
    digits: int | None = Field(default=None, ge=2, le=10)
    """Where codes lost their leading zeros: the digits they had."""


class When(_Part):
    """The date of a row: a date, a year, a year and month (202401, 2024-01), or a year and a month column."""

    column: str | None = None
    format: Literal["date", "year", "month"] = "date"
    year: str | None = None
    month: str | None = None
    constant: str | None = None
    """One period for all rows; `given` leaves it to the option --date."""

    @model_validator(mode="after")
    def _one(self) -> When:
        if sum(part is not None for part in (self.column, self.year, self.constant)) != 1:
            raise ValueError("give one of: column, year (with month or without), constant")
        return self

    @property
    def monthly(self) -> bool:
        """Whether the month is told."""
        if self.constant is not None:
            return len(self.constant) >= 7
        return self.month is not None if self.year is not None else self.format != "year"


class Amount(_Part):
    """A figure; what the table says times `scale`."""

    column: str | None = None
    constant: str | None = None
    scale: str = Field(default="1", pattern=r"^[1-9][0-9]{0,8}$")
    unit: str | None = None
    blank_where: dict[str, Texts] = {}
    """Columns and the texts at which the figure is not one (a quantity whose unit is "N.Q.")."""
    blank_zero: bool = False
    """Where a zero means that the figure was not recorded."""
    only_where: dict[str, Texts] = {}
    """Columns and the texts at which alone the figure counts (quantities of one unit)."""


class Use(_Part):
    """What a text of the column `requested` means: a preference, or a way of entering without one."""

    use: Literal["preference", "mfn", "mfn-zero", "excluded", "unknown"]
    agreement: str | None = None


class Requested(_Part):
    """The regime requested at importation."""

    column: str
    values: dict[str, Use] = {}
    prefixes: dict[str, Use] = {}
    """For codes that share a beginning; the longest counts, after `values`."""
    otherwise: Literal["preference", "mfn", "unknown", "refuse"] = "refuse"
    """What a text means that is listed nowhere; `refuse` puts the row among the rejects."""


class YesNo(_Part):
    """A column of yes and no; anything else is not known."""

    column: str
    yes: Texts = ("Y", "yes", "1", "true", "TRUE", "True", "t")
    no: Texts = ("N", "no", "0", "false", "FALSE", "False", "f")


class Arrangement(_Part):
    """A column that names the arrangements under which the goods could enter."""

    column: str
    prefix: str = ""
    separator: str | None = None
    missing: Texts = ()


class Procedure(_Part):
    """The customs procedure by its first digits; some count as excluded (inward processing, returned goods …)."""

    column: str
    excluded: Texts = ()
    included: Texts = ()
    """Where given: only these count, all others are excluded."""


class Preference(_Part):
    """How the table tells what preference was available and used.

    Statistics give the values side by side (`eligible_value`, `used_value` or `used_share`); declarations tell by row
    the regime requested, and whether a preference was open (`eligible`, or a non-empty arrangement, or rates).
    """

    eligible_value: str | None = None
    used_value: str | None = None
    used_share: str | None = None
    requested: Requested | None = None
    eligible: YesNo | None = None
    eligible_where_arrangement: bool = False
    mfn_rate: str | None = None
    preferential_rate: str | None = None
    procedure: Procedure | None = None
    arrangement: tuple[Arrangement, ...] = ()
    arrangement_constant: str | None = None

    @property
    def side_by_side(self) -> bool:
        """Whether one row has the values of several treatments."""
        return self.used_value is not None or self.used_share is not None


class Mapping(_Part):
    """The meaning of a table."""

    mapping: Literal["1"] = "1"
    title: str
    source: str | None = None
    notes: tuple[str, ...] = ()
    missing: Texts = ("",)
    """Texts that stand for nothing, in any column."""
    flow: Flow = Flow(constant="import")
    reporter: Country
    partner: Country
    code: Code | None = None
    date: When
    value: Amount
    quantity: Amount | None = None
    net_mass: Amount | None = None
    intra_bloc: str | None = None
    """A bloc whose trade among its own members is set aside."""
    preference: Preference | None = None

    @property
    def currency(self) -> str:
        """The unit of values."""
        return self.value.unit or "units of value"

    def columns(self) -> frozenset[str]:
        """Every column of the table that is named."""
        return frozenset(_columns(self.model_dump()))


def _columns(part: Any, key: str = "") -> list[str]:
    if isinstance(part, dict):
        if key in {"blank_where", "only_where"}:
            return list(part)
        return [name for inner, value in part.items() for name in _columns(value, inner)]
    if isinstance(part, list | tuple):
        return [name for value in part for name in _columns(value, "")]
    named = {"column", "year", "month", "eligible_value", "used_value", "used_share", "mfn_rate", "preferential_rate"}
    return [part] if key in named and isinstance(part, str) else []


@dataclass(frozen=True, slots=True)
class NamedMapping:
    """A mapping with the name or path it was asked for by, and its text, which a report records."""

    name: str
    text: str
    mapping: Mapping


def built_in_mappings() -> tuple[str, ...]:
    """The names of the mappings that come with the toolkit, sorted."""
    return tuple(sorted(path.stem for path in BUILT_IN.glob("*.yaml")))


def read_mapping(name: str) -> Read[NamedMapping]:
    """A mapping by the name of a built-in one, or from a file."""
    known = built_in_mappings()
    path = BUILT_IN / f"{name}.yaml" if name in known else Path(name)
    if name not in known and not path.is_file():
        close = get_close_matches(name, known, n=2, cutoff=0.4)
        return Read(
            None,
            (
                Problem(
                    "mapping-unknown",
                    "there is no such mapping",
                    found=name,
                    accepted=f"a YAML file, or one of: {', '.join(known)}",
                    hint=f"did you mean {' or '.join(close)}?" if close else None,
                ),
            ),
        )
    data, problems = read_yaml(path)
    if problems:
        return Read(None, problems)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        return Read(None, (Problem("file-unreadable", str(error.strerror), Place(str(path))),))
    return _mapping(name, path.name, data, text)


def mapping_from_text(name: str, text: str) -> Read[NamedMapping]:
    """A mapping from the text that a report recorded."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mapping.yaml"
        path.write_text(text, encoding="utf-8")
        data, problems = read_yaml(path)
    return Read(None, problems) if problems else _mapping(name, name, data, text)


def _mapping(name: str, file: str, data: Any, text: str) -> Read[NamedMapping]:
    try:
        return Read(NamedMapping(name, text, Mapping.model_validate(data)))
    except ValidationError as error:
        return Read(None, tuple(_problem(file, mistake) for mistake in error.errors()))


def _problem(file: str, mistake: Any) -> Problem:
    """A mistake that pydantic found, in our words."""
    field = ".".join(str(part) for part in mistake["loc"])
    found = mistake.get("input")
    return Problem(
        "mapping-invalid",
        str(mistake["msg"]).removeprefix("Value error, "),
        Place(file, field=field or None),
        found=str(found) if isinstance(found, str | int) else None,
        hint="docs/monitoring.md lists the fields of a mapping",
    )

"""What an evaluation found, test by test: the trace, before it is put into words.

Line numbers are indices into the production's lines. Amounts are integers, `scale` to the unit; a `high` of None is
without bound. Named tuples, since many thousands a second are made of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from origin.determination.truth import Truth
from origin.frozen import Frozen
from origin.language import tree as t


class EachFound(Frozen):
    """An Each: the lines in scope that fail, and those of which it is not known."""

    test: t.Each
    truth: Truth
    offenders: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


class ShareFound(Frozen):
    """A Share: the amount in scope between `low` and `high`, the basis between its own bounds, and the lines counted.

    `price` is the basis that decided, where the rule offers a choice.
    """

    test: t.Share
    truth: Truth
    low: int
    high: int | None
    basis_low: int
    basis_high: int | None
    scale: int
    counted: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    price: t.Price | None = None


class DoneFound(Frozen):
    """A Done: each step and whether it took place, the lines that bypassed it and those of which it is not known."""

    test: t.Done
    truth: Truth
    steps: tuple[Truth, ...]
    offenders: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    not_needed: bool = False


class AllowFound(Frozen):
    """An Allow: the test without the allowance, the test with it, and the allowance's own bound or process."""

    test: t.Allow
    truth: Truth
    strict: Found
    lenient: Found | None = None
    bound: ShareFound | None = None
    processed: Truth = True


class JoinFound(Frozen):
    """An all-of or any-of and its parts."""

    test: t.AllOf | t.AnyOf
    truth: Truth
    parts: tuple[Found, ...]


class DefinedFound(Frozen):
    """A named test and what was found of it."""

    test: t.Defined
    truth: Truth
    inner: Found | None


class TextFound(Frozen):
    """Wording that is not modelled."""

    test: t.Text
    truth: Truth = None


Found = EachFound | ShareFound | DoneFound | AllowFound | JoinFound | DefinedFound | TextFound


def eaches(found: Found) -> Iterator[EachFound]:
    """Every Each within a finding."""
    return (leaf for leaf in leaves(found) if isinstance(leaf, EachFound))


def dones(found: Found) -> Iterator[DoneFound]:
    """Every Done within a finding."""
    return (leaf for leaf in leaves(found) if isinstance(leaf, DoneFound))


def leaves(found: Found) -> Iterator[EachFound | DoneFound]:
    """Every Each and Done within a finding: the tests against which single materials offend."""
    match found:
        case EachFound() | DoneFound():
            yield found
        case JoinFound(_, _, parts):
            for part in parts:
                yield from leaves(part)
        case AllowFound(_, _, strict):
            yield from leaves(strict)
        case DefinedFound(_, _, inner) if inner is not None:
            yield from leaves(inner)
        case _:
            return

"""Commands that start quickly: what a library does on the way that nobody asked for is left out.

typer (0.29) reads every parameter through a pydantic adapter, and importing pydantic takes longer than all else a short
command does. Text is text already, a path is made of it, and nothing stays nothing; other values go the long way.
tabulate (0.10) looks up its own version in the installation, and imports more for that than for all the rest of it; it
measures texts by wcwidth, which the text of an answer needs only where it holds wide letters.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup


class _AsGiven(NamedTuple):
    """What a parameter is read by: its value as given where that needs no adapter, else what typer has for it."""

    usual: Callable[[], Any]

    def coerce(self, value: Any, *, param: Any, ctx: Any) -> Any:
        """The value of a parameter."""
        kind = param.type_descriptor.annotation
        if value is None or (isinstance(value, str) and kind is str):
            return value
        if isinstance(value, str) and kind is Path:
            return Path(value)
        if isinstance(value, list | tuple) and kind == list[str]:
            return list(value)
        return self.usual().coerce(value, param=param, ctx=ctx)


def lightened(params: list[Any]) -> list[Any]:
    """Lets parameters take text as it is given; with a typer that knows no adapters nothing changes."""
    for param in params:
        usual = getattr(param, "get_runtime_param", None)
        if usual is not None and param.nargs == 1:
            param.get_runtime_param = lambda usual=usual: _AsGiven(usual)
    return params


class LightCommand(TyperCommand):
    """A command whose texts and paths are taken as given."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, the one for help included."""
        return lightened(super().get_params(ctx))


class LightGroup(TyperGroup):
    """A group whose own options are taken as given too: they stand before any command of it."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, the one for help included."""
        return lightened(super().get_params(ctx))


def group(help_text: str) -> typer.Typer:
    """A group of commands."""
    return typer.Typer(
        cls=LightGroup,
        help=help_text,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def import_tabulate() -> None:
    """Imports tabulate without reading its version, and with the measure of texts that the rest of the page has."""
    if "tabulate" in sys.modules:
        return
    from origin.explanation.layout import columns

    unread: Any = ModuleType("importlib.metadata")
    unread.PackageNotFoundError = LookupError
    unread.version = {}.__getitem__  # knows the version of nothing
    measure: Any = ModuleType("wcwidth")
    measure.wcswidth = columns
    stand_ins = {one.__name__: one for one in (unread, measure) if one.__name__ not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        import tabulate  # noqa: F401
    finally:
        for name in stand_ins:
            del sys.modules[name]

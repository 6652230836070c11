"""Commands that start quickly: parameters that are text or paths need no machinery to be read.

typer (0.2x) reads every parameter through a pydantic adapter, and importing pydantic takes longer than all else a short
command does. Text is text already, a path is made of it, and nothing stays nothing; other values go the long way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand


class _AsGiven:
    """Stands where typer keeps the adapter of a parameter, until a value comes that needs it."""

    def coerce(self, value: Any, *, param: Any, ctx: Any) -> Any:
        """The value itself, or what the adapter makes of it."""
        kind = param.type_descriptor.annotation
        if value is None or (isinstance(value, str) and kind is str):
            return value
        if isinstance(value, str) and kind is Path:
            return Path(value)
        if isinstance(value, list | tuple) and kind == list[str]:
            return list(value)
        param._runtime_param = None
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def lightened(params: list[Any]) -> list[Any]:
    """Lets parameters take text as it is given; with a typer that knows no adapters nothing changes."""
    for param in params:
        if (
            getattr(param, "nargs", 0) == 1
            and hasattr(param, "get_runtime_param")
            and getattr(param, "_runtime_param", 0) is None
        ):
            param._runtime_param = _AsGiven()
    return params


class LightCommand(TyperCommand):
    """A command whose texts and paths are taken as given."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, the one for help included."""
        return lightened(super().get_params(ctx))


def group(help_text: str) -> typer.Typer:
    """A group of commands."""
    return typer.Typer(
        help=help_text,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

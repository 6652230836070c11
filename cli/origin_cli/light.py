"""Commands that start quickly: parameters that are plain text need no machinery to be read.

typer (0.2x) reads every parameter through a pydantic adapter, and importing pydantic takes longer than all else a short
command does. Text is text already, and nothing stays nothing; only other values go the long way.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand


class _AsGiven:
    """Stands where typer keeps the adapter of a parameter, until a value comes that needs it."""

    def coerce(self, value: Any, *, param: Any, ctx: Any) -> Any:
        """The value itself, or what the adapter makes of it."""
        if value is None or (isinstance(value, str) and param.type_descriptor.annotation is str):
            return value
        param._runtime_param = None
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def lightened(params: list[Any]) -> list[Any]:
    """Lets parameters take text as it is given; with a typer that knows no adapters nothing changes."""
    for param in params:
        plain = getattr(param, "nargs", 0) == 1 and not getattr(param, "multiple", False)
        if plain and hasattr(param, "get_runtime_param") and getattr(param, "_runtime_param", 0) is None:
            param._runtime_param = _AsGiven()
    return params


class LightCommand(TyperCommand):
    """A command whose text parameters are taken as given."""

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

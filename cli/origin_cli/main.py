"""The `origin` command."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from origin_cli.light import lightened

HELP = """Decide, and show why, whether goods have preferential origin under a trade agreement.

\b
Examples:
  origin check examples/e-bike.yaml --agreement eu-uk   does the product originate, and why?
  origin compare examples/e-bike.yaml                   and under the other agreements?
  origin inventory examples/inventories/bolts.yaml      what of a mixed stock originates?
  origin rule 8711.60                                   which rules does it have to meet?
  origin agreements list                                which agreements are known?
  origin dossier read my-dossier.yaml                   is my dossier well formed?
  origin proof check examples/claims/statement.yaml     is this proof of origin in order?
  origin verify examples/claims/e-bike.yaml             accept the claim, verify it, or refuse it?
  origin select claims.csv --random 20                  which claims are worth verifying?
  origin case due                                       what falls due in my verification cases?
  origin report utilisation imports.csv -m map.yaml     how are our preferences used?
"""

COMMANDS = (
    "check",
    "compare",
    "inventory",
    "rule",
    "agreements",
    "dossier",
    "proof",
    "verify",
    "case",
    "select",
    "report",
)
"""Each in the module of its name, which is imported when the command is asked for."""


FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, RuntimeError, TypeError, ValueError)
"""What a mistake of ours raises; what people get wrong is never raised."""


class Origin(TyperGroup):
    """The commands; a failure of ours ends with an exit code of its own, so that none takes it for a verdict."""

    def __init__(self, *args: Any, **more: Any) -> None:
        """Takes what typer gives; the names alone are enough to suggest one for a misspelt command."""
        super().__init__(*args, **more)
        self.commands = cast("Any", dict.fromkeys(COMMANDS))

    def get_params(self, ctx: Any) -> list[Any]:
        """The options before the command."""
        return lightened(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order in which they are learnt."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        return typer.main.get_command(import_module(f"origin_cli.{cmd_name}").app)

    def invoke(self, ctx: Any) -> Any:
        """Runs a command."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort):
            raise
        except FAULTS:
            import traceback

            from origin_cli.exit_codes import ExitCode

            typer.echo(traceback.format_exc(), err=True)
            typer.echo(
                "This is a fault of the toolkit, not of your input; please report it with the text above.", err=True
            )
            raise typer.Exit(ExitCode.BUG) from None


app = typer.Typer(
    name="origin",
    cls=Origin,
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from origin import __version__

        typer.echo(f"origin {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """The options before any command."""

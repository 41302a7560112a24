"""The command line as a whole. Neither httpx nor rich is imported before something is sent or shown: help is quick."""

import os
import sys
import warnings
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, TextIO

import typer
from generation_jobs import __version__
from generation_jobs.errors import printable

from generation_jobs_cli.commands import agents, listing, providers, recovering, removing, submitting, waiting
from generation_jobs_cli.options import Ledger

PLUGINS = "generation_jobs.commands"
"""Entry points whose object takes the rest of the command line; the sandbox adds `genjobs sandbox` by one."""

app: typer.Typer = typer.Typer(
    name="genjobs",
    help="Submit, watch and download generation jobs of breeze, playai, bland, oxen and finetuning.",
    epilog="Exit codes, the highest of all refs: 0 succeeded, 1 failed or cancelled, 2 usage or configuration, "
    "3 API or network, 4 timeout.",
    no_args_is_help=True,
    rich_markup_mode=None,  # importing rich takes longer than everything else that help and errors of usage need
    pretty_exceptions_enable=False,  # its tracebacks would show local variables, keys among them
)

for _command in (
    waiting.get,
    waiting.wait,
    waiting.download,
    removing.cancel,
    removing.delete,
    providers.providers,
    recovering.pending,
    recovering.recover,
    agents.mcp,
):
    app.command()(_command)
app.command("list")(listing.list_)
app.add_typer(submitting.submit, name="submit")
app.add_typer(submitting.generate, name="generate")


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False, ledger: Ledger = ""
) -> None:
    os.environ["GENJOBS_LEDGER"] = ledger or _ledger_path()  # where every client of this process finds it
    if version:
        typer.echo(__version__)
        raise typer.Exit


def _ledger_path() -> str:
    """The ledger of `genjobs` where none is chosen (XDG Base Directory Specification)."""
    state = Path(os.environ.get("XDG_STATE_HOME", ""))
    try:
        base = state if state.is_absolute() else Path("~/.local/state").expanduser()
    except RuntimeError:
        typer.echo("note: there is no home directory, and so no ledger of submits: set GENJOBS_LEDGER", err=True)
        return "off"
    return str(base / "generation-jobs" / "ledger.sqlite")


def _add_plugin(plugin: EntryPoint) -> None:
    """Add a command of another package, which is imported only when the command is called."""

    @app.command(
        plugin.name,
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        help=f"Run {plugin.module.partition('.')[0]}.",
    )
    def _(context: typer.Context) -> None:
        command: Callable[..., None] = plugin.load()
        command(context.args, prog_name=f"genjobs {plugin.name}")


def _print_warning(message: Warning | str, *_: object, **__: object) -> None:
    # Not typer.echo, which writes into the middle of a live display.
    print(f"note: {printable(str(message))}", file=sys.stderr)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  (for as long as the program runs)


def main() -> None:
    """Run the command line."""
    sys.stdout = sys.stdout or _nowhere()  # None if it was closed, as by `>&-`
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know fewer characters than a job's title has
    warnings.showwarning = _print_warning  # for people: without the line of code that warned
    for plugin in entry_points(group=PLUGINS):
        _add_plugin(plugin)
    app(prog_name="genjobs")

"""The commands. Neither httpx nor rich is imported before there is something to ask or to show: `--help` is quick."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from generation_jobs._core.config import DEFAULT_TIMEOUT
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.version import __version__
from generation_jobs.providers.registry import brought, package_of, provider_names, refused, settings_kind
from generation_jobs.providers.settings import KINDS, Settings

from generation_jobs_cli.commands import lifecycle
from generation_jobs_cli.displays.base import printable
from generation_jobs_cli.options import AsJson, Directory, From, Refs, SomeRefs, Timeout, ToldByPush
from generation_jobs_cli.refs_file import Listed, listed
from generation_jobs_cli.runner import going_on, run

PLUGINS = "generation_jobs.commands"
"""Entry points whose object takes the rest of the command line; the sandbox adds `genjobs sandbox` by one."""

app: typer.Typer = typer.Typer(
    name="genjobs",
    help="Submit, watch and download generation jobs of breeze, playai, bland, oxen and finetuning.",
    epilog="Exit codes, the highest of all refs: 0 succeeded, 1 failed or cancelled, 2 usage or configuration, "
    "3 API or network, 4 timeout.",
    no_args_is_help=True,
    rich_markup_mode=None,  # it costs more than all else that tells of a mistake or gives help
    pretty_exceptions_enable=False,  # its tracebacks would show local variables, keys among them
)


@app.command()
def get(refs: Refs, as_json: AsJson = False, timeout: Timeout = DEFAULT_TIMEOUT, output: Directory = None) -> None:
    """Look at jobs once."""
    from generation_jobs_cli import pipeline as work  # late, here and below: help needs no event loop

    run(work.worked_on(dict.fromkeys(refs), work.get, timeout, output, as_json=as_json))


@app.command()
def wait(
    refs: SomeRefs = None,
    source: From = None,
    as_json: AsJson = False,
    timeout: Timeout = DEFAULT_TIMEOUT,
    output: Directory = None,
    push: ToldByPush = False,
) -> None:
    """Wait until jobs have ended, thousands of them if need be.

    On a terminal, up to 20 refs have a row each; of more, an overview is shown, and a table at the end. In a pipe,
    up to 20 refs have a line for each new status; more than 20, and those of --from, a JSON line each, as they end.
    """
    _wait(refs, source, as_json, timeout, output, push)


@app.command()
def download(
    refs: SomeRefs = None,
    source: From = None,
    as_json: AsJson = False,
    timeout: Timeout = DEFAULT_TIMEOUT,
    output: Directory = Path(),
) -> None:
    """Wait until jobs have ended, and save their results. What is saved already is not fetched again.

    Shows what wait shows.
    """
    _wait(refs, source, as_json, timeout, output)


lifecycle.add_to(app)


@app.command()
def providers() -> None:
    """Show which providers are installed and set up."""
    from rich.console import Console
    from rich.table import Table

    table = Table("provider", "makes", "client", "key", box=None, pad_edge=False, header_style="bold")
    for name in provider_names():
        table.add_row(name, *_row(name))
    console = Console()
    console.print(table)
    for refusal in refused():
        console.print(refusal, markup=False)


def _row(provider: str) -> tuple[str, str, str]:
    try:
        kind = settings_kind(provider)
    except ConfigurationError as error:  # another package brings it, and is broken
        return "", "", str(error)
    return kind.makes, _client(provider), _key(kind)


def _client(provider: str) -> str:
    if provider not in KINDS:
        return " and ".join(map(package_of, brought()[provider]))
    installed = find_spec(f"{provider}_jobs_client") is not None
    return "installed" if installed else f"pip install 'generation-jobs\\[{provider}]'"


def _key(kind: type[Settings]) -> str:
    missing = kind.missing()
    told = f"set {' and '.join(missing)}" if missing else _checked(kind)
    return f"{told} ({kind.archived})" if kind.archived else told


def _checked(kind: type[Settings]) -> str:
    try:
        kind.from_env()
    except ConfigurationError as error:
        return str(error)
    return "set"


@app.callback(invoke_without_command=True)
def _options(version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


def _wait(
    refs: list[str] | None, source: From, as_json: bool, timeout: float, output: Path | None, push: bool = False
) -> None:
    from generation_jobs_cli import pipeline as work

    if not refs and source is None:
        raise typer.BadParameter("give at least one REF, or --from FILE")
    found = listed(source) if source is not None else Listed()
    for line in found.told():
        typer.echo(line, err=True)
    left = dict.fromkeys([*(refs or ()), *found.refs])
    if not left:
        typer.echo(f"{printable(found.name)}: no refs in it, so there is nothing to wait for", err=True)
        raise typer.Exit(found.exit_code)  # 0: a list of what still runs may well be empty
    look = work.wait_to_be_told if push else work.wait
    worked = work.worked_on(left, look, timeout, output, as_json=as_json, listed=source is not None)
    run(worked, lambda: going_on(left, output) if found.is_stdin else None, at_least=found.exit_code)


def _plug_in(plugin: EntryPoint) -> None:
    """Add a command of another package, which is imported only when it is called."""

    @app.command(
        plugin.name,
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        help=f"Run {plugin.module.partition('.')[0]}.",
    )
    def command(context: typer.Context) -> None:
        run: Callable[..., None] = plugin.load()
        run(context.args, prog_name=f"genjobs {plugin.name}")


def _note(message: Warning | str, *_: object, **__: object) -> None:
    print(f"note: {message}", file=sys.stderr)  # not typer.echo, which writes into the middle of a live display


def main() -> None:
    """Run the command line."""
    warnings.showwarning = _note  # in words, not as a line of our code
    for plugin in entry_points(group=PLUGINS):
        _plug_in(plugin)
    app(prog_name="genjobs")

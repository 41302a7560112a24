"""The commands. Neither httpx nor rich is imported before there is something to ask or to show: `--help` is quick."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from generation_jobs.cli import lifecycle, work
from generation_jobs.cli.options import AsJson, Directory, Refs, Timeout, ToldByPush
from generation_jobs.cli.outcome import exit_code
from generation_jobs.cli.running import run
from generation_jobs.errors import ConfigurationError
from generation_jobs.options import DEFAULT_TIMEOUT
from generation_jobs.registry import brought, package_of, provider_names, refused, settings_kind
from generation_jobs.settings import KINDS, Settings
from generation_jobs.version import __version__

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
    _run(refs, work.get, as_json, timeout, output)


@app.command()
def wait(
    refs: Refs,
    as_json: AsJson = False,
    timeout: Timeout = DEFAULT_TIMEOUT,
    output: Directory = None,
    push: ToldByPush = False,
) -> None:
    """Wait until jobs have ended."""
    _run(refs, work.wait_to_be_told if push else work.wait, as_json, timeout, output)


@app.command()
def download(
    refs: Refs, as_json: AsJson = False, timeout: Timeout = DEFAULT_TIMEOUT, output: Directory = Path()
) -> None:
    """Wait until jobs have ended, and save their results. What is saved already is not fetched again."""
    _run(refs, work.wait, as_json, timeout, output)


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


def _run(refs: list[str], look: work.Look, as_json: bool, timeout: float, output: Path | None) -> None:
    unique = list(dict.fromkeys(refs))

    async def go() -> int:
        from generation_jobs.aio import AsyncJobs
        from generation_jobs.cli.display import chosen

        async with AsyncJobs.from_env(timeout=min(timeout, 30.0)) as jobs:
            with chosen(unique, as_json) as display:
                return exit_code(await work.work_on(jobs, unique, look, display, timeout, output))

    run(go())


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
    typer.echo(f"note: {message}", err=True)


def main() -> None:
    """Run the command line."""
    warnings.showwarning = _note  # in words, not as a line of our code
    for plugin in entry_points(group=PLUGINS):
        _plug_in(plugin)
    app(prog_name="genjobs")

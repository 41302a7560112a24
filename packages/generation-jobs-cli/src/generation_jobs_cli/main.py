"""The command line. Neither httpx nor rich is imported before something is sent or shown, so that help is quick."""

from __future__ import annotations

import codecs
import os
import signal
import sys
import warnings
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer
from generation_jobs import __version__
from generation_jobs.errors import printable, suggestion
from typer.core import TyperGroup

from generation_jobs_cli.early_interrupts import begin
from generation_jobs_cli.options import Ledger, refuse_without_value, single_command

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint  # slow to import

PLUGINS = "generation_jobs.commands"
"""Entry points whose object takes the rest of the command line; the sandbox adds `genjobs sandbox` by one."""

_COMMANDS = {
    "generate": ("submitting:generate", "Submit jobs, wait, and save the results."),
    "submit": ("submitting:submit", "Submit jobs."),
    "get": ("waiting:get", "Show the current state of jobs."),
    "wait": ("waiting:wait", "Wait until jobs have ended, thousands of them if need be."),
    "download": ("waiting:download", "Wait until jobs have ended, and save their results."),
    "list": ("listing:list_", "List an account's jobs, as the provider reports them."),
    "cancel": ("removing:cancel", "Cancel jobs that have not ended."),
    "delete": ("removing:delete", "Delete jobs and their results at their providers."),
    "pending": ("recovering:pending", "Show what was submitted and is not done."),
    "recover": ("recovering:recover", "Search the providers' lists for submits whose responses were lost."),
    "providers": ("providers:providers", "Show which providers are installed and set up."),
    "mcp": ("agents:mcp", "Serve jobs as tools of an agent, by the Model Context Protocol over stdin and stdout."),
}
"""Where each command is, and what it does."""


_OTHER_NAMES = {
    "create": "submit",
    "status": "get",
    "show": "get",
    "poll": "wait",
    "fetch": "download",
    "ls": "list",
    "rm": "delete",
    "version": "--version",
    "help": "-h",
}
"""What similar programs call our commands."""

_PLAIN_SIGNS = str.maketrans("…·–—", "~|--")
"""What stands for the signs of our own texts where a terminal does not know them."""

_COMPLETIONS = ("--show-completion", "--install-completion")
"""The options of typer that take a shell here."""

_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
"""Those that typer writes completions for."""


class _Commands(TyperGroup):
    """All commands, each imported when it is called: the help of one, or of all, is quick."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments. A completion may name its shell; typer only knows the shell that runs the program."""
        if args == ["--"]:
            args = []
        if len(args) > 1 and args[0] in _COMPLETIONS:
            self._complete_for(args[1], args[0], ctx)
        if not ctx.resilient_parsing:
            refuse_without_value(ctx, args)
            self._refuse_misplaced(ctx, args)
        return super().parse_args(ctx, args)

    def _refuse_misplaced(self, ctx: Any, args: list[str]) -> None:
        """Say of an option of a command where it stands; a misspelt one of our own is left to typer."""
        own = {option: one for one in self.get_params(ctx) for option in one.opts}
        words = iter(args)
        for word in words:
            name, equals, _ = word.partition("=")
            if not word.startswith("-") or (name not in own and get_close_matches(name, own, n=1, cutoff=0.8)):
                return
            if name not in own and any(not later.startswith("-") for later in words):
                ctx.fail(f"{name} stands behind the command: genjobs COMMAND {name}")
            is_apart = name in own and own[name].metavar and not equals
            if is_apart and (value := next(words, "")) in _COMMANDS:
                ctx.fail(f"{name} needs {own[name].metavar} before the command {value}")

    def _complete_for(self, shell: str, option: str, ctx: Any) -> None:
        if shell not in _SHELLS:
            ctx.fail(f"{option}: there is no shell {shell!r}: {suggestion(shell, _SHELLS)}")
        param: Any = next(one for one in self.params if option in one.opts)
        param.callback(ctx, param, shell)  # which ends the program

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, those of other packages last."""
        return [*_COMMANDS, *_plugins()]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, None if there is none of this name."""
        if cmd_name in _COMMANDS:
            return _command(cmd_name)
        plugin = _plugins().get(cmd_name)
        if plugin is None:
            return None
        return _completed_plugin(plugin) if ctx.resilient_parsing else _plugin_command(plugin)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command; a mistyped one is refused with the most similar."""
        name = args[0]
        if name.startswith("-") or name in _COMMANDS or name in _plugins():
            return super().resolve_command(ctx, args)
        if name == "sandbox":
            ctx.fail("the sandbox is not installed; run: pip install 'generation-jobs[sandbox]'")
        meant = _meant(name, self.list_commands(ctx))
        return ctx.fail(f"there is no command {name!r}" + (f"; did you mean {meant}?" if meant else ""))

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write what each command does, without importing it."""
        plugins = {name: _summary(plugin) for name, plugin in _plugins().items()}
        with formatter.section("Commands"):
            formatter.write_dl([*((name, summary) for name, (_, summary) in _COMMANDS.items()), *plugins.items()])


def _meant(name: str, commands: list[str]) -> str:
    """Return what a mistyped command may stand for, or one that was left out before a provider or a ref."""
    from generation_jobs import provider_names  # late: help is quick

    provider, colon, _ = name.partition(":")
    if provider in provider_names():
        return f"{'wait' if colon else 'submit'} {name}"
    return next(iter(get_close_matches(name, commands, n=1)), _OTHER_NAMES.get(name, ""))


@cache
def _plugins() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # late: it is slow to import, and reads what is installed

    return {plugin.name: plugin for plugin in entry_points(group=PLUGINS)}


def _summary(plugin: EntryPoint) -> str:
    """Return what a command of another package does, in that package's own words."""
    if plugin.dist is not None and "Summary" in plugin.dist.metadata:
        return plugin.dist.metadata["Summary"]
    return f"Run {plugin.module.partition('.')[0]}."


def _command(name: str) -> Any:
    place, _ = _COMMANDS[name]
    module, _, attribute = place.partition(":")
    command = getattr(import_module(f"generation_jobs_cli.commands.{module}"), attribute)
    if isinstance(command, typer.Typer):
        return typer.main.get_group(command)
    return typer.main.get_command(single_command(name, command))


def _completed_plugin(plugin: EntryPoint) -> Any:
    """Return the command of another package for a shell that completes its words, as far as it is made by typer."""
    command = plugin.load()
    return typer.main.get_command(command) if isinstance(command, typer.Typer) else _plugin_command(plugin)


def _plugin_command(plugin: EntryPoint) -> Any:
    """Return the command of another package, which is imported only when the command is called."""

    def run(context: typer.Context) -> None:
        command: Callable[..., None] = plugin.load()
        begin(signal.SIGINT, signal.SIGTERM)
        command(context.args, prog_name=f"genjobs {plugin.name}")

    context = {"ignore_unknown_options": True, "allow_extra_args": True}
    return typer.main.get_command(single_command(plugin.name, run, add_help_option=False, context_settings=context))


app: typer.Typer = typer.Typer(
    name="genjobs",
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Submit, watch and download generation jobs of breeze, playai, bland, oxen and finetuning.",
    epilog="Exit codes, the highest of all refs: 0 succeeded, 1 failed or cancelled, 2 usage or configuration, "
    "3 API or network, 4 timeout.",
    no_args_is_help=True,
    rich_markup_mode=None,  # importing rich takes longer than everything else that help and errors of usage need
    pretty_exceptions_enable=False,  # its tracebacks would show local variables, keys among them
)


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
    ledger: Ledger = "",
) -> None:
    if ledger or context.invoked_subcommand in _COMMANDS:  # a program that `sandbox run` starts chooses its own
        os.environ["GENJOBS_LEDGER"] = ledger or _ledger_path()  # where every client of this process finds it
    if version:
        typer.echo(__version__)
        raise typer.Exit


def _ledger_path() -> str:
    """Return the ledger of `genjobs` where none is chosen (XDG Base Directory Specification).

    In the environment of a sandbox it is a file of its own: its jobs end with it, and would stay in the other as lost.
    """
    state = Path(os.environ.get("XDG_STATE_HOME", ""))
    try:
        base = state if state.is_absolute() else Path("~/.local/state").expanduser()
    except RuntimeError:
        typer.echo("note: there is no home directory, and so no ledger of submits: set GENJOBS_LEDGER", err=True)
        return "off"
    name = "sandbox" if os.environ.get("GENJOBS_ALLOW_PRIVATE_MEDIA") == "1" else "ledger"
    return str(base / "generation-jobs" / f"{name}.sqlite")


def _print_warning(message: Warning | str, *_: object, **__: object) -> None:
    # Not typer.echo, which writes into the middle of a live display.
    print(f"note: {printable(str(message))}", file=sys.stderr)


def _replace_unknown(error: UnicodeError) -> tuple[str, int]:
    """Replace what a terminal cannot show: our own signs by one character, as wide in a table, others by escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN_SIGNS)
    return text.encode("ascii", "backslashreplace").decode(), error.end


codecs.register_error(_replace_unknown.__name__, _replace_unknown)


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123  (for as long as the program runs)


def main() -> None:
    """Run the command line."""
    sys.stdin = sys.stdin or _nowhere("r")  # None if it was closed, as by `<&-`
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_replace_unknown.__name__)
    warnings.showwarning = _print_warning  # for people: without the line of code that warned
    try:
        app(prog_name="genjobs")
    except OSError as error:  # what runs has seen to its own by now: this is help, or a message of usage
        typer.echo(f"error: the output cannot be written: {error.strerror}", err=True)
        sys.exit(2)

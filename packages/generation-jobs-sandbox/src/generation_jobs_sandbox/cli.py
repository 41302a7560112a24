"""The command `genjobs-sandbox`, also available as `genjobs sandbox`. The server is imported when it is started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Generator

    from generation_jobs_sandbox import Sandbox


class _Commands(TyperGroup):
    """A group that says of an unknown command which there are."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find a command."""
        if not args[0].startswith("-") and args[0] not in self.commands:
            ctx.fail(f"there is no command {args[0]!r}; there are {' and '.join(self.commands)}")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,  # as `genjobs`, of which it is a command
    pretty_exceptions_enable=False,
)


def _port(given: str | int) -> int:
    """Return a port; typer passes the default, too, which is a number."""
    text = str(given)
    if text.isdecimal() and int(text) <= _HIGHEST_PORT:
        return int(text)
    raise typer.BadParameter(f"{text!r}: give a number from 0 to {_HIGHEST_PORT}; 0 takes a free port")


_HIGHEST_PORT = 65535
_Port = Annotated[int, typer.Option("--port", parser=_port, metavar="PORT", help="Of the APIs; 0 for a free one.")]
_MediaPort = Annotated[
    int, typer.Option("--media-port", parser=_port, metavar="PORT", help="Of the results; 0 for a free one.")
]
_Fast = Annotated[bool, typer.Option("--fast", help="The jobs have ended already.")]
_Webhooks = Annotated[bool, typer.Option("--allow-private-webhooks", help="Call back receivers on this machine.")]

_NAP = 0.2
"""Seconds after which a signal is heard at the latest: one that comes just before a long wait does not end it."""

_STRETCH = 5.0  # the demo's jobs end within 30 to 60 s, so that there is time to copy a ref


def _no_option(command: list[str]) -> list[str]:
    """Refuse a misspelt option, which typer takes for the command."""
    if command and command[0].startswith("-"):
        raise typer.BadParameter(f"there is no option {command[0]}; there are --fast and --allow-private-webhooks")
    return command


_Command = Annotated[list[str], typer.Argument(metavar="COMMAND…", hidden=True, callback=_no_option)]


class _Serve(TyperCommand):
    """A command that says of an argument that there is none."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options."""
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if left:
            ctx.fail(f"there is no place for {left[0]!r}: serve takes options only, such as --port 8765")
        return left


class _Run(TyperCommand):
    """A command whose usage names its argument as it is written; versions of typer differ in it."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the words after the command's name."""
        return ["[OPTIONS]", "[--]", "COMMAND…"]


@app.callback()
def main() -> None:
    """Imitate five providers of generated media on this machine: no account, no key, nothing leaves it."""


@app.command(cls=_Serve)
def serve(
    port: _Port = 0, media_port: _MediaPort = 0, fast: _Fast = False, allow_private_webhooks: _Webhooks = False
) -> None:
    """Serve until Ctrl-C, with a few jobs to try."""
    from generation_jobs_sandbox import Sandbox, World  # late, as below: help is quick

    if port == media_port != 0:
        raise typer.BadParameter(f"{port} is that of --port, too: give another one", param_hint="'--media-port'")
    box = Sandbox(World(allow_private_webhooks=allow_private_webhooks), port=port, media_port=media_port)
    with _started(box):
        typer.echo(_welcome(box, box.world.add_demo(0.0 if fast else _STRETCH)))
        with suppress(KeyboardInterrupt):
            while True:
                sleep(_NAP)


@app.command(
    cls=_Run,
    no_args_is_help=True,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},  # the rest is the command's
    short_help="Run a command against a sandbox of its own.",
)
def run(
    command: _Command,
    fast: Annotated[bool, typer.Option("--fast", help="Submitted jobs end at once.")] = False,
    allow_private_webhooks: _Webhooks = False,
) -> None:
    """Run a command against a sandbox of its own, with keys and base URLs in its environment; end with its exit code.

    For example: genjobs-sandbox run -- python my_program.py
    """
    from generation_jobs_sandbox import Sandbox, World

    world = World(allow_private_webhooks=allow_private_webhooks)
    if fast:
        world.queued = world.running = 0.0
    with _started(Sandbox(world)) as box:
        code = _exit_code(command, {**os.environ, **box.environ()})
    sys.exit(code)


def _exit_code(command: list[str], env: dict[str, str]) -> int:
    """Run a command, and return its exit code as shells give it. SIGTERM ends it."""
    received = _noted_signals()
    try:
        process = subprocess.Popen(command, env=env)  # noqa: S603  (it is the user's)
    except OSError as error:
        advice = "; write its words without quotes around them all" if " " in command[0] else ""
        typer.echo(f"error: cannot run {command[0]!r}: {error.strerror}{advice}", err=True)
        return 127 if isinstance(error, FileNotFoundError) else 126
    waiting = Thread(target=process.wait, daemon=True)
    waiting.start()
    while waiting.is_alive():
        waiting.join(_NAP)
        if signal.SIGTERM in received:
            received.clear()
            process.terminate()
    code = process.returncode
    return code if code >= 0 else 128 - code


def _noted_signals() -> list[int]:
    """Let Ctrl-C and SIGTERM do nothing from now on but be noted in a list.

    The terminal tells the command of Ctrl-C, too, and it decides when to end.
    """
    received: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:  # which the command inherits
            signal.signal(number, lambda came, _: received.append(came))
    return received


@contextmanager
def _started(box: Sandbox) -> Generator[Sandbox]:
    with ExitStack() as stack:
        try:
            stack.enter_context(box)
        except OSError as error:
            typer.echo(f"error: {error.strerror}; choose another with --port or --media-port", err=True)
            raise typer.Exit(2) from error
        yield box


def _welcome(box: Sandbox, refs: list[str]) -> str:
    failed = f"breeze:{box.world.add('breeze', 'failed')}"
    exports = [f"export {name}={value}" for name, value in box.environ().items()]
    return "\n".join(
        [
            f"# Five imitated providers; results are on {box.media_url}. Ctrl-C ends.",
            f"# In a browser: {box.url}",
            *exports,
            "",
            "# These jobs run (bland's is stored), and the last one has failed:",
            *(f"genjobs wait {ref}" for ref in [*refs, failed]),
        ]
    )

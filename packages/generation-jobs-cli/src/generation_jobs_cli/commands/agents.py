"""The command `mcp`."""

import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer
from generation_jobs import ConfigurationError

from generation_jobs_cli.options import whole_number, writable_folder
from generation_jobs_cli.result import ExitCode
from generation_jobs_cli.runner import run

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from mcp.server.mcpserver import MCPServer

    from generation_jobs_cli.agents.state import State

_FOR_PEOPLE = (
    "note: this waits for an agent's program, which starts it by itself: put it into its configuration; Ctrl-C ends"
)

_INTERRUPTED = (
    "jobs go on at their providers; genjobs recover shows them, and finds out what became of a submit under way"
)

Output = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        help="Save the results here, nowhere else.",
        parser=writable_folder,
    ),
]
MaxSubmits = Annotated[
    int,
    typer.Option("--max-submits", parser=whole_number(0), metavar="N", help="The most submits that this server sends."),
]


def mcp(output: Output = Path(), max_submits: MaxSubmits = 20) -> None:
    """Serve jobs as tools of an agent, by the Model Context Protocol over stdin and stdout.

    An agent can submit, which costs money, wait, download, list and cancel. Nothing is paid twice when it repeats a
    call, and where its program can ask you, you are asked before money is spent.
    """

    async def serve(build_server: "Callable[..., MCPServer[State]]") -> int:
        from generation_jobs import AsyncJobs

        async with AsyncJobs.from_env() as jobs:
            if sys.stdin.isatty():
                typer.echo(_FOR_PEOPLE, err=True)
            await _serve(build_server(jobs, output, max_submits))
        return ExitCode.OK

    # Imported before the event loop runs, which would hear Ctrl-C only after that: it takes seconds.
    run(lambda: serve(_load()), interrupted=lambda: _INTERRUPTED)


async def _serve(server: "MCPServer[State]") -> None:
    """Serve until stdin ends. An interrupt ends it, since the server waits for the end of a read."""
    import asyncio

    with _relayed_stdin() as end:
        serving = asyncio.create_task(server.run_stdio_async())
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            end()
            await asyncio.wait([serving])
            raise


@contextmanager
def _relayed_stdin() -> "Generator[Callable[[], None]]":
    """Let a thread that nobody waits for read stdin, and yield what ends it for this process."""
    stdin, (reader, writer) = sys.stdin, os.pipe()
    source = getattr(stdin.buffer, "raw", stdin.buffer)  # without the lock, which the end of the process would wait for
    pipe = open(writer, "wb", buffering=0)  # noqa: PTH123, SIM115

    def relay() -> None:
        with suppress(OSError, ValueError), pipe:  # ValueError: it was closed by an interrupt
            while data := source.read(65536):
                while data:
                    data = data[pipe.write(data) :]

    Thread(target=relay, daemon=True).start()
    with open(reader, encoding="utf-8") as sys.stdin:  # noqa: PTH123
        yield pipe.close
    sys.stdin = stdin


def _load() -> "Callable[..., MCPServer[State]]":
    """Import the server. Raises `ConfigurationError` without the extra."""
    try:
        from generation_jobs_cli.agents.server import build_server
    except ModuleNotFoundError as missing:
        raise ConfigurationError(f"genjobs mcp needs: pip install 'generation-jobs-cli[mcp]' ({missing})") from missing
    return build_server

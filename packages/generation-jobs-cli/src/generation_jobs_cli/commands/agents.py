"""The command `mcp`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from generation_jobs import ConfigurationError

from generation_jobs_cli.options import can_be_written
from generation_jobs_cli.result import ExitCode
from generation_jobs_cli.runner import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server.mcpserver import MCPServer

    from generation_jobs_cli.agents.state import State

_FOR_PEOPLE = (
    "note: this waits for an agent's program, which starts it by itself: put it into its configuration; Ctrl-C ends"
)

Output = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        help="Save the results here, nowhere else.",
        file_okay=False,
        writable=True,
        callback=can_be_written,
    ),
]
MaxSubmits = Annotated[
    int, typer.Option("--max-submits", min=0, metavar="N", help="The most submits that this server sends.")
]


def mcp(output: Output = Path(), max_submits: MaxSubmits = 20) -> None:
    """Serve jobs as tools of an agent, by the Model Context Protocol over stdin and stdout.

    An agent can submit, which costs money, wait, download, list and cancel. Nothing is paid twice when it repeats a
    call, and where its program can ask you, you are asked before money is spent.
    """

    async def command() -> int:
        from generation_jobs import AsyncJobs

        build_server = _load()
        async with AsyncJobs.from_env() as jobs:
            if sys.stdin.isatty():
                typer.echo(_FOR_PEOPLE, err=True)
            await build_server(jobs, output, max_submits).run_stdio_async()
        return ExitCode.OK

    run(command())


def _load() -> "Callable[..., MCPServer[State]]":
    """Import the server. Raises `ConfigurationError` without the extra."""
    try:
        from generation_jobs_cli.agents.server import build_server
    except ModuleNotFoundError as missing:
        raise ConfigurationError(f"genjobs mcp needs: pip install 'generation-jobs-cli[mcp]' ({missing})") from missing
    return build_server

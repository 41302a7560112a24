"""The server of `genjobs mcp`."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from generation_jobs import AsyncJobs, ConfigurationError, __version__
from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations

from generation_jobs_cli.agents import tools
from generation_jobs_cli.agents.state import State

_INSTRUCTIONS = """\
Generates speech, music, images and video. A generation is a job, named by a ref such as oxen:gen_1: submit it, wait for
it, download its results. The tool providers lists what can be generated, and the parameters. Submitting costs money;
all other tools are free, and can be repeated at any time.
"""

_READS = ToolAnnotations(read_only_hint=True)
_ADDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True)
_CHANGES = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=True)


def build_server(jobs: AsyncJobs, directory: Path, max_submits: int) -> MCPServer[State]:
    """Return the server, which is not running yet.

    Args:
        jobs: The client. It must have a ledger.
        directory: Where results are saved.
        max_submits: The most submits that the server sends.

    Raises:
        ConfigurationError: The client has no ledger.
    """
    if jobs.ledger is None:
        raise ConfigurationError("genjobs mcp needs a ledger, so that nothing is paid twice: leave out --ledger off")
    state = State(jobs, directory.absolute(), max_submits)

    @asynccontextmanager
    async def lifespan(_: MCPServer[State]) -> AsyncGenerator[State]:
        yield state

    server = MCPServer(
        "generation-jobs",
        instructions=_INSTRUCTIONS,
        version=__version__,
        lifespan=lifespan,
        log_level="WARNING",
        warn_on_duplicate_resources=False,  # a file that is downloaded again
    )
    server.add_tool(tools.providers, annotations=_READS)
    server.add_tool(tools.submit, annotations=_CHANGES)
    server.add_tool(tools.look, annotations=_READS)
    server.add_tool(tools.wait, annotations=_READS)
    server.add_tool(tools.download, annotations=_ADDS)
    server.add_tool(tools.list_, name="list", annotations=_READS)
    server.add_tool(tools.cancel, annotations=_CHANGES)
    server.add_tool(tools.recover, annotations=_ADDS)
    return server

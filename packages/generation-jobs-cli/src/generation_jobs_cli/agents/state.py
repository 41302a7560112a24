"""What all tools of one server share, and how their errors are told."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeAlias, TypeVar

from generation_jobs import AsyncJobs, GenerationJobsError, SubmitUncertain
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Question:
    """What the user is being asked: whether to submit something."""

    until: float
    """When another call may ask again, on the event loop's clock: the program may have given the first one up."""
    agrees: asyncio.Future[bool]


@dataclass
class State:
    """What the tools share.

    Attributes:
        jobs: The client; it has a ledger.
        directory: Where results are saved.
        max_submits: The most submits that this server sends.
        submits: The keys of those that it has sent.
        questions: What the user is being asked, by key.
        turns: One lock for each key of a submit, and each ref of a download: a repeated call waits for the first one,
            and returns what that has made.
    """

    jobs: AsyncJobs
    directory: Path
    max_submits: int
    submits: set[str] = field(default_factory=set[str])
    questions: dict[str, Question] = field(default_factory=dict[str, Question])
    turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))


ToolContext: TypeAlias = Context[State, Any]


def state_of(context: ToolContext) -> State:
    """Return what the tools share."""
    return context.request_context.lifespan_context


def with_tool_errors(tool: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    """Let a tool answer with our messages; the agent is told of any other exception only that there was one."""

    @wraps(tool)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await tool(*args, **kwargs)
        except SubmitUncertain as error:
            raise ToolError(f"{error}. Do not submit it with another key; call the tool recover") from None
        except GenerationJobsError as error:
            raise ToolError(str(error)) from None

    return wrapper

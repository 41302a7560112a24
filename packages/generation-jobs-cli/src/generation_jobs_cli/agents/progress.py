"""The progress of a wait, as notifications of the protocol."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

from generation_jobs import BatchProgress

from generation_jobs_cli.agents.state import ToolContext


class _Step(NamedTuple):
    """How a wait stands: seconds since its begin, and until its deadline at most."""

    elapsed: float
    timeout: float
    message: str


@asynccontextmanager
async def reported(context: ToolContext) -> AsyncGenerator[Callable[[BatchProgress], None]]:
    """Yield an `on_update` whose progress is reported to the agent meanwhile."""
    steps: asyncio.Queue[_Step] = asyncio.Queue()
    reporter = asyncio.create_task(_report(context, steps))
    try:
        yield lambda progress: steps.put_nowait(_step(progress))
    finally:
        reporter.cancel()
        await asyncio.gather(reporter, return_exceptions=True)  # who no longer listens does not end the wait


async def _report(context: ToolContext, steps: asyncio.Queue[_Step]) -> None:
    reported = 0.0
    while True:
        step = await steps.get()
        if step.elapsed > reported:  # the protocol wants each number to be greater than the one before
            reported = step.elapsed
            await context.report_progress(*step)


def _step(progress: BatchProgress) -> _Step:
    counts = ", ".join(f"{number} {status}" for status, number in sorted(progress.counts.items()))
    message = f"{progress.ended} of {progress.total} ended: {counts}"
    return _Step(progress.elapsed, progress.elapsed + progress.time_left, message)

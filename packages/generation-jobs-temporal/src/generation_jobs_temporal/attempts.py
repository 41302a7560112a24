"""Attempts that have left their slot on a worker, and are completed when their jobs have ended."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NoReturn

from temporalio import activity
from temporalio.client import AsyncActivityCancelledError
from temporalio.service import RPCError, RPCStatusCode

from generation_jobs_temporal.failures import not_ended
from generation_jobs_temporal.heartbeats import interval

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from temporalio.client import AsyncActivityHandle

    from generation_jobs_temporal.payloads import JobResult


class Attempts:
    """The attempts of one worker that wait for jobs.

    An attempt lasts as long as its job, so that a job has one worker at a time: no other one polls or counts it. If the
    worker dies, its heartbeats end, and the server starts another attempt elsewhere.
    """

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def complete_later(self, refs: Sequence[str], work: Coroutine[Any, Any, JobResult]) -> NoReturn:
        """Leave the slot of the running attempt, and complete it with what the coroutine returns or raises."""
        handle = activity.client().get_async_activity_handle(task_token=activity.info().task_token)
        name = f"wait for {', '.join(refs)}"  # as lists of tasks show it
        task = asyncio.create_task(_complete(handle, refs, asyncio.create_task(work)), name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        activity.raise_complete_async()

    async def close(self) -> None:
        """Hand all jobs over to other workers."""
        running = tuple(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _complete(handle: AsyncActivityHandle, refs: Sequence[str], work: asyncio.Task[JobResult]) -> None:
    """Send heartbeats until the work is done or not wanted any more, and tell the server how the attempt has ended."""
    try:
        await _send_heartbeats(handle, refs, work)
        result = await work
    except AsyncActivityCancelledError as error:
        is_cancelled = error.details is None or error.details.cancel_requested  # else it is paused or reset
        ending = handle.report_cancellation() if is_cancelled else handle.fail(not_ended(refs))
    except asyncio.CancelledError:  # the worker is shut down
        ending = handle.fail(not_ended(refs))
    except Exception as error:
        ending = handle.fail(error)
    else:
        ending = handle.complete(result)
    work.cancel()
    await asyncio.wait([work])
    try:
        await ending
    except RPCError as error:  # another attempt comes: the heartbeats have ended
        activity.logger.debug("the server does not take the end of an attempt: %s", error)


async def _send_heartbeats(handle: AsyncActivityHandle, refs: Sequence[str], work: asyncio.Task[JobResult]) -> None:
    """Send heartbeats while the work goes on. Raises `RPCError` if the server knows the attempt no more."""
    while not (await asyncio.wait([work], timeout=interval()))[0]:
        try:
            await handle.heartbeat(refs)
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                raise
            activity.logger.debug("no heartbeat was possible: %s", error)

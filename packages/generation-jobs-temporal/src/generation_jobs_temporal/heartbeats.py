"""Heartbeats: a worker that dies is noticed, and a cancellation reaches an activity."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from temporalio import activity

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

_BEATS = 2
"""Heartbeats in the time after which a worker counts as dead. One that comes late costs another attempt, no money."""


@asynccontextmanager
async def heartbeats(details: Callable[[], object]) -> AsyncGenerator[None]:
    """Send heartbeats while the block runs and at its end, with details that people see at the running activity.

    None is sent at its begin: the SDK would hold the next one back, which has something to say.
    """
    beating = asyncio.create_task(_beat(details))
    try:
        yield
    finally:
        activity.heartbeat(details())
        beating.cancel()


async def _beat(details: Callable[[], object]) -> None:
    if (seconds := interval()) is None:
        return
    while True:
        await asyncio.sleep(seconds)
        activity.heartbeat(details())


def interval() -> float | None:
    """Return the seconds between two heartbeats of the running activity, None if it needs none."""
    timeout = activity.info().heartbeat_timeout
    return None if timeout is None else timeout.total_seconds() / _BEATS

"""Heartbeats: a worker that dies is noticed, and a cancellation reaches an activity."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from temporalio import activity

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

_BEATS = 3
"""Heartbeats in the time after which a worker counts as dead."""


@asynccontextmanager
async def heartbeats(details: Callable[[], object]) -> AsyncGenerator[None]:
    """Send heartbeats while the block runs, with details that people see at the running activity."""
    beating = asyncio.create_task(_beat(details))
    try:
        yield
    finally:
        activity.heartbeat(details())
        beating.cancel()


async def _beat(details: Callable[[], object]) -> None:
    timeout = activity.info().heartbeat_timeout
    if timeout is None:
        return
    while True:
        activity.heartbeat(details())
        await asyncio.sleep(timeout.total_seconds() / _BEATS)

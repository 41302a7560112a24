"""CPU time of this process for one poll, with few and with many waiting jobs."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing, asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
from breeze_jobs_client import AsyncBreezeClient
from breeze_jobs_client.api.text_to_speech import get_generation_job
from generation_jobs import AsyncJobs, Breeze
from generation_jobs.testing import VirtualClock

from scripts.bench.report.figures import Figure

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    Poll = Callable[[], Awaitable[Any]]
    Poller = Callable[[str], AbstractAsyncContextManager[Poll]]

_WAITING = (8, 100, 1_000, 10_000)
_POLLS = 2_000  # at least, and one for each job
_ROUNDS = 2
_GATE = 8
_KEY = "brz_bench"
_PATIENCE = 300  # seconds, for the last of many
_FLAT, _PEER_TARGET = 1.2, 1.15
_UNIT = "µs CPU"
_SHOWN = 1_000
"""With how many waiting jobs the other ways are shown: bare httpx takes minutes with ten thousand."""


def polls(base_url: str) -> list[Figure]:
    """Ours beside itself with eight jobs, and beside the generated client; then other ways of sending."""
    ours = [_cost_as_completed(base_url, waiting) for waiting in _WAITING]
    peers = [_cost(_client, base_url, waiting) for waiting in _WAITING]
    what = [f"a poll of as_completed, {waiting:,} jobs" for waiting in _WAITING]
    beside_eight = [Figure(w, what[0], cost, ours[0], _UNIT, _FLAT) for w, cost in zip(what[1:], ours[1:], strict=True)]
    detailed = "asyncio_detailed of the client, eight at once"
    beside_peer = [
        Figure(w, detailed, cost, peer, _UNIT, _PEER_TARGET) for w, cost, peer in zip(what, ours, peers, strict=True)
    ]
    tasks, shown = f"AsyncJobs.get, {_SHOWN:,} tasks", _cost(_OURS, base_url, _SHOWN)
    others = [Figure(how, tasks, _cost(poller, base_url, _SHOWN), shown, _UNIT) for how, poller in _OTHERS.items()]
    return [*beside_eight, *beside_peer, *others]


def _cost(poller: Poller, base_url: str, waiting: int) -> float:
    """Microseconds a poll, at their best; every job is a task, and polls as soon as it is its turn."""
    return min(asyncio.run(_measured(poller, base_url, waiting)) for _ in range(_ROUNDS))


def _cost_as_completed(base_url: str, waiting: int) -> float:
    """Microseconds a poll of `as_completed`, at their best, for jobs that never end. The server counts the polls."""
    return min(asyncio.run(_waited_for(base_url, waiting)) for _ in range(_ROUNDS))


async def _waited_for(base_url: str, waiting: int) -> float:
    refs = [f"breeze:running_{number}" for number in range(waiting)]
    left = max(waiting, _POLLS)

    def count(_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise _EnoughError

    # On a clock that goes as fast as one likes: it is always somebody's turn.
    async with AsyncJobs([Breeze(api_key=_KEY, base_url=base_url)], clock=VirtualClock()) as jobs:
        await jobs.get(refs[0])
        answered, start = _answered(base_url), time.process_time()
        with suppress(_EnoughError):
            async with aclosing(jobs.as_completed(refs, timeout=1e9, on_update=count)) as outcomes:
                async for outcome in outcomes:
                    raise AssertionError(f"{outcome.ref} ended")
        used = time.process_time() - start
        return used / (_answered(base_url) - answered) * 1e6


class _EnoughError(Exception):
    """As many updates as were wanted."""


def _answered(base_url: str) -> int:
    return int(httpx.get(f"{base_url}/answered", trust_env=False).text)


async def _measured(poller: Poller, base_url: str, waiting: int) -> float:
    times = max(1, _POLLS // waiting)
    async with poller(base_url) as poll:
        await poll()  # what the first one sets up is not counted
        start = time.process_time()
        await asyncio.gather(*(_repeat(poll, times) for _ in range(waiting)))
        return (time.process_time() - start) / (waiting * times) * 1e6


async def _repeat(poll: Poll, times: int) -> None:
    for _ in range(times):
        await poll()


@asynccontextmanager
async def _jobs(transport: object, base_url: str) -> AsyncGenerator[Poll]:
    async with AsyncJobs([Breeze(api_key=_KEY, base_url=base_url)], transport=transport) as jobs:
        yield lambda: jobs.get("breeze:job_1")


@asynccontextmanager
async def _pooled(base_url: str) -> AsyncGenerator[Poll]:
    async with _jobs(httpx.AsyncHTTPTransport(), base_url) as poll:
        yield poll


@asynccontextmanager
async def _client(base_url: str) -> AsyncGenerator[Poll]:
    turn = asyncio.Semaphore(_GATE)
    async with AsyncBreezeClient(api_key=_KEY, base_url=base_url, timeout=_PATIENCE) as client:

        async def poll() -> None:
            async with turn:
                await get_generation_job.asyncio_detailed("job_1", client=client)

        yield poll


@asynccontextmanager
async def _ungated(base_url: str) -> AsyncGenerator[Poll]:
    async with AsyncBreezeClient(api_key=_KEY, base_url=base_url, timeout=_PATIENCE) as client:
        yield lambda: get_generation_job.asyncio_detailed("job_1", client=client)


@asynccontextmanager
async def _bare_httpx(base_url: str) -> AsyncGenerator[Poll]:
    async with httpx.AsyncClient(headers={"xi-api-key": _KEY}, timeout=_PATIENCE) as client:
        yield lambda: client.get(f"{base_url}/v1/generation-jobs/job_1")


@asynccontextmanager
async def _bare_aiohttp(base_url: str) -> AsyncGenerator[Poll]:
    async with aiohttp.ClientSession(headers={"xi-api-key": _KEY}) as session:

        async def poll() -> None:
            async with session.get(f"{base_url}/v1/generation-jobs/job_1") as answer:
                await answer.json()

        yield poll


_OURS = partial(_jobs, None)
_OTHERS: dict[str, Poller] = {
    "the same, transport='aiohttp'": partial(_jobs, "aiohttp"),
    "the same, over one pool of httpx": _pooled,
    "asyncio_detailed of the client, all at once": _ungated,
    "bare httpx, all at once": _bare_httpx,
    "bare aiohttp, all at once": _bare_aiohttp,
}

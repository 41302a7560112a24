"""CPU of one poll over sockets, with few and with many waiting jobs, beside the build before and other clients."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
from breeze_jobs_client import AsyncBreezeClient
from breeze_jobs_client.api.text_to_speech import get_generation_job
from generation_jobs import AsyncJobs, Breeze

from scripts.bench.measuring.server import serving
from scripts.bench.programs.polls import Polls
from scripts.bench.report.figures import BEFORE, Figure, ratio_at_most

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    from scripts.bench.context import Context

    Poll = Callable[[], Awaitable[Any]]
    Poller = Callable[[str], AbstractAsyncContextManager[Poll]]

_WAITING = (8, 100, 1_000, 10_000)
_POLLS = 2_000  # at least, and one for each job
_ROUNDS = 2
_GATE = 8
_KEY = "brz_bench"
_TIMEOUT = 300  # seconds, for the last of many
_MOST_OF_BEFORE, _MOST_OF_EIGHT, _MOST_OF_PEER = 0.9, 1.2, 1.15
_UNIT = "µs"
_COMPARED = 1_000
"""With how many waiting jobs the other clients are measured: bare httpx takes minutes with ten thousand."""


def polls(context: Context) -> Iterator[Figure]:
    """Measure a poll of `as_completed`, then other ways to send the same request."""
    with serving(polls=True) as base_url:
        ours: list[float] = []
        for waiting in _WAITING:
            context.progress(f"a poll with {waiting:,} waiting jobs")
            now, before = _as_completed(context, base_url, waiting)
            ours.append(now)
            yield from _figures(waiting, now, before, ours[0], _cost(_client, base_url, waiting))
        yield from _others(context, base_url)


def _figures(waiting: int, now: float, before: float, with_eight: float, client: float) -> list[Figure]:
    what = f"CPU of a poll, {waiting:,} jobs waiting"
    peer = f"asyncio_detailed of the client, {_GATE} at once"
    beside_eight = Figure(what, now, f"{_WAITING[0]} jobs waiting", with_eight, _UNIT, ratio_at_most(_MOST_OF_EIGHT))
    return [
        Figure(what, now, BEFORE, before, _UNIT, ratio_at_most(_MOST_OF_BEFORE)),
        *([beside_eight] if waiting != _WAITING[0] else []),
        Figure(what, now, peer, client, _UNIT, ratio_at_most(_MOST_OF_PEER)),
    ]


def _as_completed(context: Context, base_url: str, waiting: int) -> tuple[float, float]:
    """Microseconds of each build at its best."""
    rounds = context.builds.in_turns(_ROUNDS, "polls", Polls, base_url=base_url, waiting=waiting)
    return min(now.cpu_us for now, _ in rounds), min(before.cpu_us for _, before in rounds)


def _others(context: Context, base_url: str) -> Iterator[Figure]:
    beside = f"AsyncJobs.get, {_COMPARED:,} tasks"
    ours = _cost(partial(_jobs, None), base_url, _COMPARED)
    for name, poller in _OTHERS.items():
        context.progress(f"a poll by {name}")
        yield Figure(f"CPU of a poll, {name}", _cost(poller, base_url, _COMPARED), beside, ours, _UNIT)


def _cost(poller: Poller, base_url: str, waiting: int) -> float:
    """Microseconds of a poll at its best; every job is a task that polls again and again."""
    return min(asyncio.run(_measured(poller, base_url, waiting)) for _ in range(_ROUNDS))


async def _measured(poller: Poller, base_url: str, waiting: int) -> float:
    times = max(1, _POLLS // waiting)
    async with poller(base_url) as poll:
        await poll()  # the first one sets things up
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
async def _one_pool(base_url: str) -> AsyncGenerator[Poll]:
    async with _jobs(httpx.AsyncHTTPTransport(), base_url) as poll:
        yield poll


@asynccontextmanager
async def _client(base_url: str) -> AsyncGenerator[Poll]:
    turn = asyncio.Semaphore(_GATE)
    async with AsyncBreezeClient(api_key=_KEY, base_url=base_url, timeout=_TIMEOUT) as client:

        async def poll() -> None:
            async with turn:
                await get_generation_job.asyncio_detailed("job_1", client=client)

        yield poll


@asynccontextmanager
async def _ungated(base_url: str) -> AsyncGenerator[Poll]:
    async with AsyncBreezeClient(api_key=_KEY, base_url=base_url, timeout=_TIMEOUT) as client:
        yield lambda: get_generation_job.asyncio_detailed("job_1", client=client)


@asynccontextmanager
async def _bare_httpx(base_url: str) -> AsyncGenerator[Poll]:
    async with httpx.AsyncClient(headers={"xi-api-key": _KEY}, timeout=_TIMEOUT) as client:
        yield lambda: client.get(f"{base_url}/v1/generation-jobs/job_1")


@asynccontextmanager
async def _bare_aiohttp(base_url: str) -> AsyncGenerator[Poll]:
    async with aiohttp.ClientSession(headers={"xi-api-key": _KEY}) as session:

        async def poll() -> None:
            async with session.get(f"{base_url}/v1/generation-jobs/job_1") as answer:
                await answer.json()

        yield poll


_OTHERS: dict[str, Poller] = {
    "AsyncJobs.get with transport='aiohttp'": partial(_jobs, "aiohttp"),
    "AsyncJobs.get over one pool of httpx": _one_pool,
    "asyncio_detailed of the client, all at once": _ungated,
    "bare httpx, all at once": _bare_httpx,
    "bare aiohttp, all at once": _bare_aiohttp,
}

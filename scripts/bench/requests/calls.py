"""CPU time of this process for a look at a job, and for a submit."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
from breeze_blue import BreezeBlue
from breeze_jobs_client import BreezeClient
from breeze_jobs_client.api.text_to_speech import create_tts_job, get_generation_job
from generation_jobs import AsyncJobs, Breeze, Jobs

from scripts.bench.report.figures import ROUNDS, Figure, cpu

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_KEY = "brz_bench"
_AT_ONCE = 300
_BATCH, _BATCHES = 40, 60
_GET_TARGET = 1.25  # of what the provider's own client costs
_SUBMIT_TARGET = 1.15  # of what the client's own call costs

_UNIT = "µs CPU"


def looks(base_url: str) -> list[Figure]:
    """One look, and many at once."""
    url = f"{base_url}/v1/generation-jobs/job_1"
    with _bare() as bare, _official(base_url) as official, _client(base_url) as client, _jobs(base_url) as jobs:
        floor, peer, generated, facade = _each(
            lambda: bare.get(url).json(),
            lambda: official.generation_jobs.get("job_1"),
            lambda: get_generation_job.sync_detailed("job_1", client=client),
            lambda: jobs.get("breeze:job_1"),
        )
    many, many_floor = asyncio.run(_many(base_url)), asyncio.run(_many_bare(url))
    times = f"{_AT_ONCE} at once"
    return [
        Figure("get_generation_job.sync_detailed", "httpx.Client.get, json()", generated, floor, _UNIT),
        Figure("Jobs.get", "httpx.Client.get, json()", facade, floor, _UNIT),
        Figure("Jobs.get, a typed Job", "breeze-blue generation_jobs.get, a dict", facade, peer, _UNIT, _GET_TARGET),
        Figure(f"AsyncJobs.get, {times}", f"httpx.AsyncClient.get, {times}", many, many_floor, _UNIT),
    ]


def submits(base_url: str) -> list[Figure]:
    """A submit, in three ways."""
    url = f"{base_url}/v1/text-to-speech/voc_1?delivery=async"
    with _bare() as bare, _client(base_url) as client, _jobs(base_url) as jobs:
        floor, generated, facade = _each(
            lambda: bare.post(url, json={"text": "Hello!"}).json(),
            lambda: create_tts_job.sync_detailed("voc_1", text="Hello!", client=client),
            lambda: jobs.submit("breeze", voice_id="voc_1", text="Hello!"),
        )
    detailed = "create_tts_job.sync_detailed"
    return [
        Figure(detailed, "httpx.Client.post, json()", generated, floor, _UNIT),
        Figure("Jobs.submit", "httpx.Client.post, json()", facade, floor, _UNIT),
        Figure("Jobs.submit", detailed, facade, generated, _UNIT, most_ratio=_SUBMIT_TARGET),
    ]


def _bare() -> httpx.Client:
    return httpx.Client(headers={"xi-api-key": _KEY})


def _official(base_url: str) -> BreezeBlue:
    return BreezeBlue(api_key=_KEY, base_url=base_url)


def _client(base_url: str) -> BreezeClient:
    return BreezeClient(api_key=_KEY, base_url=base_url)


def _jobs(base_url: str) -> Jobs:
    return Jobs([Breeze(api_key=_KEY, base_url=base_url)])


def _each(*calls: Callable[[], object]) -> list[float]:
    """What each call costs at its best. They take turns, so that a busy moment of the machine hits all of them."""
    best = [float("inf")] * len(calls)
    for _ in range(_BATCHES):
        for place, call in enumerate(calls):
            best[place] = min(best[place], cpu(partial(_batch, call)))
    return [seconds / _BATCH * 1e6 for seconds in best]


def _batch(call: Callable[[], object]) -> None:
    for _ in range(_BATCH):
        call()


async def _many(base_url: str) -> float:
    async with AsyncJobs([Breeze(api_key=_KEY, base_url=base_url)]) as jobs:
        return await _per_task(lambda: jobs.get("breeze:job_1"))


async def _many_bare(url: str) -> float:
    async with httpx.AsyncClient(headers={"xi-api-key": _KEY}, timeout=60) as bare:
        return await _per_task(lambda: bare.get(url))


async def _per_task(call: Callable[[], Awaitable[Any]]) -> float:
    costs: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        await asyncio.gather(*(call() for _ in range(_AT_ONCE)))
        costs.append(time.process_time() - start)
    return min(costs) / _AT_ONCE * 1e6

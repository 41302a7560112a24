"""CPU of a get and of a submit, beside the build before, the provider's own client, our generated one and httpx."""

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

from scripts.bench.measuring.server import serving
from scripts.bench.measuring.timing import ROUNDS, cpu
from scripts.bench.programs.gets import Gets
from scripts.bench.report.figures import BEFORE, Figure, ratio_at_most

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from scripts.bench.context import Context

_KEY = "brz_bench"
_AT_ONCE = 300
_BATCH, _BATCHES = 40, 60
_TURNS = 5
_MOST_OF_BEFORE = 0.9
_MOST_OF_PEER = 1.25  # of what the provider's own client costs
_MOST_OF_CLIENT = 1.15  # of what the generated client's call costs
_UNIT = "µs"
_HTTPX_GET, _HTTPX_POST = "httpx.Client.get, json()", "httpx.Client.post, json()"


def calls(context: Context) -> list[Figure]:
    """Measure one call at a time, and many gets at once."""
    with serving() as base_url:
        context.progress("a get in both builds")
        rounds = context.builds.in_turns(_TURNS, "gets", Gets, base_url=base_url, batches=_BATCHES // _TURNS)
        now, before = min(now.cpu_us for now, _ in rounds), min(before.cpu_us for _, before in rounds)
        context.progress("gets and submits of other clients")
        return [
            Figure("CPU of Jobs.get", now, BEFORE, before, _UNIT, ratio_at_most(_MOST_OF_BEFORE)),
            *_gets(base_url),
            *_submits(base_url),
        ]


def _gets(base_url: str) -> list[Figure]:
    url = f"{base_url}/v1/generation-jobs/job_1"
    with _bare() as bare, _official(base_url) as official, _client(base_url) as client, _jobs(base_url) as jobs:
        floor, peer, generated, facade = _each(
            lambda: bare.get(url).json(),
            lambda: official.generation_jobs.get("job_1"),
            lambda: get_generation_job.sync_detailed("job_1", client=client),
            lambda: jobs.get("breeze:job_1"),
        )
    many, many_floor = asyncio.run(_many(base_url)), asyncio.run(_many_bare(url))
    times, what = f"{_AT_ONCE} at once", "CPU of Jobs.get"
    official_get, most = "breeze-blue generation_jobs.get, a dict", ratio_at_most(_MOST_OF_PEER)
    return [
        Figure(what, facade, official_get, peer, _UNIT, most),
        Figure(what, facade, _HTTPX_GET, floor, _UNIT),
        Figure("CPU of get_generation_job.sync_detailed", generated, _HTTPX_GET, floor, _UNIT),
        Figure(f"CPU of AsyncJobs.get, {times}", many, f"httpx.AsyncClient.get, {times}", many_floor, _UNIT),
    ]


def _submits(base_url: str) -> list[Figure]:
    url = f"{base_url}/v1/text-to-speech/voc_1?delivery=async"
    with _bare() as bare, _client(base_url) as client, _jobs(base_url) as jobs:
        floor, generated, facade = _each(
            lambda: bare.post(url, json={"text": "Hello!"}).json(),
            lambda: create_tts_job.sync_detailed("voc_1", text="Hello!", client=client),
            lambda: jobs.submit("breeze", voice_id="voc_1", text="Hello!"),
        )
    what, detailed = "CPU of Jobs.submit", "create_tts_job.sync_detailed"
    return [
        Figure(what, facade, detailed, generated, _UNIT, ratio_at_most(_MOST_OF_CLIENT)),
        Figure(what, facade, _HTTPX_POST, floor, _UNIT),
        Figure(f"CPU of {detailed}", generated, _HTTPX_POST, floor, _UNIT),
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
    """Microseconds of each call at its best. They take turns: a busy moment of the machine hits all of them."""
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

"""Never more than eight requests in flight per host, and no fewer where there is work."""

from __future__ import annotations

import asyncio
import threading
import time
from math import inf
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import AsyncJobs, Job, Jobs, JobStatus, Media, Policy, TransportError
from generation_jobs._core.config import Config
from generation_jobs._core.io import Request, run_blocking
from generation_jobs._http.sync_transport import SyncIO
from generation_jobs.testing import VirtualClock

from tests.facade.bodies import IMAGE, SETTINGS, Json, breeze, oxen
from tests.facade.script import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import World

IN_FLIGHT = 8
REFS = [f"oxen:{number}" for number in range(3 * IN_FLIGHT)]


def processing(request: httpx.Request) -> Json:
    job_id = request.url.path.rpartition("/")[2]
    is_oxen = "oxen" in request.url.host
    return oxen("processing", generation_id=job_id) if is_oxen else breeze("active", generation_job_id=job_id)


def test_threads() -> None:
    together = threading.Barrier(IN_FLIGHT, timeout=10)  # breaks unless eight are in flight at once
    lock, now, most = threading.Lock(), 0, 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal now, most
        with lock:
            now, most = now + 1, max(most, now + 1)
        together.wait()
        with lock:
            now -= 1
        return httpx.Response(200, json=processing(request))

    with Jobs([SETTINGS["oxen"]], transport=httpx.MockTransport(answer)) as jobs:
        threads = [threading.Thread(target=jobs.get, args=[ref]) for ref in REFS]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (most, together.broken) == (IN_FLIGHT, False)


def test_tasks() -> None:
    async def story() -> int:
        together = asyncio.Barrier(IN_FLIGHT)
        now = most = 0

        async def answer(request: httpx.Request) -> httpx.Response:
            nonlocal now, most
            now, most = now + 1, max(most, now + 1)
            await together.wait()
            now -= 1
            return httpx.Response(200, json=processing(request))

        async with AsyncJobs([SETTINGS["oxen"]], transport=httpx.MockTransport(answer)) as jobs:
            await asyncio.wait_for(asyncio.gather(*map(jobs.get, REFS)), 10)
        return most

    assert asyncio.run(story()) == IN_FLIGHT


@pytest.mark.parametrize(("provider", "limit"), [("oxen", 2), ("breeze", IN_FLIGHT)])
def test_a_policy_sets_the_limit_of_one_provider(provider: str, limit: int) -> None:
    async def story() -> int:
        together = asyncio.Barrier(limit)
        now = most = 0

        async def answer(request: httpx.Request) -> httpx.Response:
            nonlocal now, most
            now, most = now + 1, max(most, now + 1)
            await together.wait()
            now -= 1
            return httpx.Response(200, json=processing(request))

        settings, policies = SETTINGS.values(), {"oxen": Policy(max_concurrency=2)}
        async with AsyncJobs(settings, transport=httpx.MockTransport(answer), policies=policies) as jobs:
            refs = [f"{provider}:{number}" for number in range(3 * IN_FLIGHT)]
            await asyncio.wait_for(asyncio.gather(*map(jobs.get, refs)), 10)
        return most

    assert asyncio.run(story()) == limit


def test_a_policy_sets_the_limit_among_threads() -> None:
    io = SyncIO(
        Config(
            transport=httpx.MockTransport(lambda _: httpx.Response(200)), policies={"oxen": Policy(max_concurrency=1)}
        )
    )
    request = Request("https://host.example/", {}, "oxen")
    exchange = run_blocking(io.send(request, inf, 30))
    with pytest.raises(TransportError, match="in time"):
        run_blocking(io.send(request, time.monotonic() + 0.01, 30))
    run_blocking(exchange.close())
    run_blocking(run_blocking(io.send(request, inf, 30)).close())


def test_a_download_that_breaks_off_gives_its_place_back(world: World, tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyError("mine")

    world.script.on(IMAGE, Answer(200, b"\x89PNG\r\n\x1a\n", {"content-type": "image/png"}))
    jobs = world.jobs(SETTINGS["oxen"], timeout=1)
    job = Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", IMAGE),))
    for _ in range(IN_FLIGHT):
        with pytest.raises(KeyError, match="mine"):
            jobs.download(job, tmp_path, on_progress=stop)
    assert jobs.download(job, tmp_path)


def test_the_time_for_one_request_begins_when_it_is_its_turn() -> None:
    clock = VirtualClock()

    async def answer(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)  # all the others come to the gate meanwhile
        clock.advance(3)  # eight in flight see 24 s of the 30 that each has; the last of all would see 72
        return httpx.Response(200, json=processing(request))

    async def story() -> list[Job]:
        transport = httpx.MockTransport(answer)
        async with AsyncJobs([SETTINGS["oxen"]], transport=transport, clock=clock, timeout=30) as jobs:
            return await asyncio.gather(*map(jobs.get, REFS))

    assert len(asyncio.run(story())) == len(REFS)

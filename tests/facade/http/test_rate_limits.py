"""One rate limit for all that a `Jobs` does: what is counted, who waits, and what responses say about it.

The limiter itself is tested in tests/limiter.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from generation_jobs import DownloadError, Jobs, RateLimitedError, TransportError, WaitTimeout

from tests.facade.bodies import BREEZE_URL, FINETUNING_URL, SETTINGS, breeze, finetuning
from tests.facade.hasty import RATE, Hasty
from tests.facade.limited import Limited
from tests.facade.script import Answer, lost, reply

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from tests.facade.shells import Face, World


@pytest.fixture
def provider() -> Iterator[Limited]:
    server = Limited(RATE)
    yield server
    server.end()


def test_all_threads_of_a_client_share_it(provider: Limited) -> None:
    with Jobs([Hasty(api_key="brz_secret", base_url=provider.url)]) as jobs, ThreadPoolExecutor(20) as threads:
        read = list(threads.map(jobs.get, [f"breeze:{number}" for number in range(2 * RATE.limit)]))
    assert len(read) == len(provider.seen) == 2 * RATE.limit
    assert not any(seen.refused for seen in provider.seen)


@pytest.fixture
def jobs(world: World) -> Face:
    """Breeze with 60 reads in any second and a half, and Finetuning as it is."""
    answers = {number: BREEZE_URL.format(id=number) for number in range(100)}
    for url in answers.values():
        world.script.on(url, reply(breeze("ready")))
        world.script.on(f"{url}/audio", Answer(200, b"audio", {"content-type": "audio/mpeg"}))
    return world.jobs(Hasty(api_key="brz_secret"), SETTINGS["finetuning"])


def use_up(jobs: Face, requests: int = RATE.limit) -> None:
    for number in range(requests):
        jobs.get(f"breeze:{number}")


def test_all_that_one_client_reads_counts(world: World, jobs: Face, tmp_path: Path) -> None:
    use_up(jobs, 57)
    job = jobs.wait("breeze:0")
    jobs.download(job, tmp_path)
    jobs.get("breeze:0")
    assert world.clock.sleeps == []
    jobs.get("breeze:0")
    assert sum(world.clock.sleeps) == pytest.approx(RATE.window * 1.01)


def test_submits_have_a_budget_of_their_own(world: World, jobs: Face) -> None:
    use_up(jobs)
    world.script.on("https://pub.finetuning.ai/v1/generations", reply(finetuning("pending"), 201))
    world.script.on(FINETUNING_URL.format(id="gen_abc123"), reply(finetuning("processing")))
    for _ in range(10):
        jobs.submit("finetuning", tags="lofi")
    assert world.clock.sleeps == []
    jobs.submit("finetuning", tags="lofi")
    assert sum(world.clock.sleeps) == pytest.approx(60.6)
    before = len(world.clock.sleeps)
    jobs.get("finetuning:gen_abc123")
    assert len(world.clock.sleeps) == before


def test_a_turn_that_would_come_too_late_is_not_waited_for(world: World, jobs: Face, tmp_path: Path) -> None:
    use_up(jobs)
    sent, job = len(world.script.requests), "breeze:0"
    with pytest.raises(WaitTimeout) as late:
        jobs.wait(job, timeout=1)
    assert isinstance(late.value.last_error, TransportError)
    assert "the rate limit of breeze reads allows no request before the deadline" in str(late.value.last_error)
    assert len(world.script.requests) == sent
    with pytest.raises((TransportError, DownloadError), match="allows no request before the deadline"):
        jobs.download(job, tmp_path, timeout=0.2)
    assert len(world.script.requests) == sent
    assert list(tmp_path.iterdir()) == []


def test_after_a_429_nobody_is_asked_until_it_may_be(world: World, jobs: Face) -> None:
    times: list[float] = []

    def at(request: httpx.Request) -> Answer:
        times.append(world.clock.monotonic())
        return reply({}, 429, retry_after="30") if len(times) == 1 else reply(breeze("ready"))

    world.script.on(BREEZE_URL.format(id=0), at)
    world.script.on(BREEZE_URL.format(id=1), at)
    with pytest.raises(RateLimitedError):
        jobs.get("breeze:0")
    jobs.get("breeze:1")
    assert times == [0.0, 30.0]


def test_a_lost_request_counts(world: World, jobs: Face) -> None:
    use_up(jobs, 59)
    world.script.on(BREEZE_URL.format(id=99), lost())
    with pytest.raises(TransportError):
        jobs.get("breeze:99")
    jobs.get("breeze:0")
    assert sum(world.clock.sleeps) == pytest.approx(RATE.window * 1.01)

"""Waiting: until the end, through trouble, and no longer than allowed."""

from __future__ import annotations

import logging
import math
import ssl
from datetime import timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import (
    APIError,
    ConfigurationError,
    Job,
    JobCancelled,
    JobFailed,
    JobStatus,
    MissingResult,
    Oxen,
    ServerError,
    TransportError,
    WaitTimeout,
)

from tests.facade.bodies import DONE, OXEN_URL, RUNNING, SETTINGS, oxen
from tests.facade.script import Answer, lost, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.facade.shells import Face, World

REF = "oxen:gen-1"
URL = OXEN_URL.format(id="gen-1")
FLOOR, CEILING = 2.0, 30.0  # Oxen's, as its page has them
LONGEST_HINT = 120.0


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(SETTINGS["oxen"])


@pytest.mark.parametrize("wrong", [timedelta(hours=1), timedelta(hours=-1), timedelta()])
def test_the_age_of_a_job_is_by_the_providers_clock(world: World, wrong: timedelta) -> None:
    theirs = world.clock.now() - wrong
    body = oxen("processing", enqueued_at=int(theirs.timestamp()) - 10)
    world.script.on(URL, reply(body, date=format_datetime(theirs, usegmt=True)))
    assert world.jobs(SETTINGS["oxen"]).look(REF).seconds < 3  # an hour later, it would be polled every 30 s


def test_looks_until_the_job_has_ended(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(oxen("queued")), RUNNING, RUNNING, DONE)
    job = jobs.wait(REF)
    assert (job.status, job.ref) == (JobStatus.SUCCEEDED, REF)
    assert len(world.script.requests) == 4


def test_a_finished_job_costs_one_look_and_no_sleep(world: World, jobs: Face) -> None:
    world.script.on(URL, DONE)
    jobs.wait(REF)
    assert (len(world.script.requests), world.clock.sleeps) == (1, [])


def test_a_job_is_as_good_as_its_ref(world: World, jobs: Face) -> None:
    world.script.on(URL, RUNNING, DONE)
    assert jobs.wait(jobs.get(REF)).status is JobStatus.SUCCEEDED


def test_polls_within_floor_and_ceiling_and_slows_down(world: World, jobs: Face) -> None:
    world.script.on(URL, RUNNING)
    with pytest.raises(WaitTimeout):
        jobs.wait(REF, timeout=10_000)
    sleeps = world.clock.sleeps[:-1]  # the last one is clipped
    assert sleeps[1] == FLOOR  # an image takes seconds
    assert all(FLOOR <= sleep <= CEILING for sleep in sleeps)
    assert max(sleeps) > 0.85 * CEILING  # this one is stuck


def test_a_job_that_takes_minutes_is_asked_for_less_often(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(oxen("processing", media_type="video")))
    with pytest.raises(WaitTimeout):
        jobs.wait(REF, timeout=600)
    assert len(world.script.requests) < 60  # every 2 s would be 300


def test_jitter_keeps_two_waits_apart(world: World) -> None:
    from random import Random

    world.script.on(URL, RUNNING)
    sleeps: list[list[float]] = []
    for seed in (1, 2):
        before = len(world.clock.sleeps)
        with pytest.raises(WaitTimeout):
            world.jobs(SETTINGS["oxen"], random=Random(seed)).wait(REF, timeout=300)
        sleeps.append(world.clock.sleeps[before:])
    assert [round(sleep, 3) for sleep in sleeps[0]] != [round(sleep, 3) for sleep in sleeps[1]]


@pytest.mark.parametrize("status", [200, 429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
@pytest.mark.parametrize(("hint", "slept"), [(17, 17), (0, FLOOR), (1, FLOOR), (90, 90), (4000, LONGEST_HINT)])
def test_obeys_retry_after(world: World, jobs: Face, status: int, form: str, hint: int, slept: float) -> None:
    moment = format_datetime(world.clock.now() + timedelta(seconds=hint), usegmt=True)
    value = str(hint) if form == "seconds" else moment
    world.script.on(URL, reply(oxen("processing"), status, Retry_After=value), DONE)
    jobs.wait(REF)
    assert world.clock.sleeps == [slept]


def test_an_absurd_retry_after_is_the_longest_there_is(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(oxen("processing"), Retry_After="9" * 400), DONE)
    jobs.wait(REF)
    assert world.clock.sleeps == [LONGEST_HINT]


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_an_unreadable_or_past_retry_after_does_no_harm(world: World, jobs: Face, value: str) -> None:
    world.script.on(URL, reply(oxen("processing"), Retry_After=value), DONE)
    jobs.wait(REF)
    assert world.clock.sleeps == [FLOOR]


def test_the_timeout_names_the_unknown_word(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(oxen("hibernating")))
    with pytest.raises(WaitTimeout, match="hibernating") as caught:
        jobs.wait(REF, timeout=30)
    assert caught.value.job is not None
    assert caught.value.job.provider_status == "hibernating"


def test_a_failed_job_raises_with_its_reason(world: World, jobs: Face) -> None:
    world.script.on(URL, RUNNING, reply(oxen("failed", error_message="NSFW prompt")))
    with pytest.raises(JobFailed, match=r"oxen:gen-1.*NSFW prompt") as caught:
        jobs.wait(REF)
    assert caught.value.job.error is not None
    assert caught.value.job.error.message == "NSFW prompt"


def test_a_cancelled_job_raises(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(oxen("cancelled")))
    with pytest.raises(JobCancelled, match=REF):
        jobs.wait(REF)


def test_success_without_a_result_is_an_error_of_its_own(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(oxen("succeeded")))
    with pytest.raises(MissingResult, match=REF) as caught:
        jobs.wait(REF)
    assert caught.value.job.status is JobStatus.SUCCEEDED


@pytest.mark.parametrize("timeout", [0.2, 1, 7.3, 60, 3600])
def test_gives_up_at_the_timeout(world: World, jobs: Face, timeout: float) -> None:
    world.script.on(URL, RUNNING)
    with pytest.raises(WaitTimeout) as caught:
        jobs.wait(REF, timeout=timeout)
    assert abs(world.clock.monotonic() - timeout) <= 1
    assert abs(caught.value.elapsed - timeout) <= 1
    assert (caught.value.ref, caught.value.last_error) == (REF, None)
    assert "wait for oxen:gen-1 again" in str(caught.value)
    assert caught.value.job is not None


def test_a_job_that_ends_during_the_last_sleep_is_not_missed(world: World, jobs: Face) -> None:
    def look(_: httpx.Request) -> Answer:
        return DONE if world.clock.monotonic() > 99 else RUNNING

    world.script.on(URL, look)
    assert jobs.wait(REF, timeout=100).status is JobStatus.SUCCEEDED


def test_a_long_hint_does_not_outlast_the_timeout(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(oxen("processing"), Retry_After="100"))
    with pytest.raises(WaitTimeout):
        jobs.wait(REF, timeout=20)
    assert abs(world.clock.monotonic() - 20) <= 1


def test_a_timeout_in_trouble_tells_of_the_trouble(world: World, jobs: Face) -> None:
    world.script.on(URL, RUNNING, reply({}, 503))
    with pytest.raises(WaitTimeout, match="503") as caught:
        jobs.wait(REF, timeout=60)
    assert isinstance(caught.value.last_error, ServerError)
    assert caught.value.__cause__ is caught.value.last_error
    assert caught.value.job is not None


def test_a_job_never_seen_times_out_without_one(world: World, jobs: Face) -> None:
    world.script.on(URL, lost())
    with pytest.raises(
        WaitTimeout,
        match=r"^oxen:gen-1: not finished after 60 s \(no poll has succeeded; \d+ failed polls, the last: no response ",
    ) as caught:
        jobs.wait(REF, timeout=60)
    assert caught.value.job is None


def test_the_deadline_clips_a_dripping_body(world: World, jobs: Face) -> None:
    drip = (b" ", lambda: world.clock.advance(4))
    world.script.on(URL, RUNNING.but(chunks=drip * 1000))
    with pytest.raises(WaitTimeout):
        jobs.wait(REF, timeout=10)
    assert world.clock.monotonic() <= 10 + 4  # noticed at the next byte


def test_one_request_has_its_own_time_limit(world: World) -> None:
    jobs = world.jobs(SETTINGS["oxen"], timeout=5)
    drip = (b" ", lambda: world.clock.advance(2))
    world.script.on(URL, RUNNING.but(chunks=drip * 1000), DONE)
    assert jobs.wait(REF, timeout=100).status is JobStatus.SUCCEEDED
    assert world.clock.monotonic() < 20


def test_an_endless_answer_is_cut_off(world: World, jobs: Face) -> None:
    world.script.on(URL, RUNNING.but(chunks=(b" " * 2**20,) * 200))
    with pytest.raises(TransportError, match="larger than"):
        jobs.get(REF)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_an_error_and_reaches_nobody(world: World, jobs: Face, status: int) -> None:
    world.script.on(URL, reply({}, status, Location="https://evil.example/steal"))
    with pytest.raises(APIError, match="redirects"):
        jobs.wait(REF)
    assert world.script.sent_to("evil.example") == []
    assert len(world.script.requests) == 1


@pytest.mark.parametrize("timeout", [0, -1, math.nan, math.inf, -math.inf])
def test_a_timeout_that_is_none_is_refused(world: World, jobs: Face, timeout: float) -> None:
    with pytest.raises(ConfigurationError, match="finite number of seconds"):
        jobs.wait(REF, timeout=timeout)
    with pytest.raises(ConfigurationError, match="finite number of seconds"):
        jobs.download(REF, timeout=timeout)
    with pytest.raises(ConfigurationError, match="finite number of seconds"):
        world.jobs(SETTINGS["oxen"], timeout=timeout)
    assert world.script.requests == []


def test_no_wait_is_endless_by_default(world: World, jobs: Face) -> None:
    world.script.on(URL, RUNNING)
    with pytest.raises(WaitTimeout):
        jobs.wait(REF)
    assert abs(world.clock.monotonic() - 1800) <= 1


def test_tells_every_look_that_saw_the_job(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(oxen("queued")), reply({}, 502), RUNNING, DONE)
    seen: list[Job] = []
    jobs.wait(REF, on_update=seen.append)
    assert [job.status for job in seen] == [JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.SUCCEEDED]


def test_what_on_update_raises_comes_out(world: World, jobs: Face) -> None:
    def stop(_: Job) -> None:
        raise KeyError("mine")

    world.script.on(URL, RUNNING)
    with pytest.raises(KeyError, match="mine"):
        jobs.wait(REF, on_update=stop)


def test_the_key_of_another_account_needs_another_jobs(world: World) -> None:
    with pytest.raises(ConfigurationError, match="two settings for oxen"):
        world.jobs(Oxen(api_key="one"), Oxen(api_key="two"))


def test_look_tells_when_to_look_again(world: World, jobs: Face) -> None:
    world.script.on(URL, RUNNING, reply(oxen("processing"), Retry_After="7"), DONE)
    first, second, third = (jobs.look(REF) for _ in range(3))
    assert first.job.status is JobStatus.RUNNING
    assert FLOOR <= first.seconds <= CEILING
    assert second.seconds == 7
    assert (third.job.status, third.seconds) == (JobStatus.SUCCEEDED, 0.0)
    assert world.clock.sleeps == []


def test_polls_are_not_answered_by_caches(world: World, jobs: Face) -> None:
    world.script.on(URL, DONE)
    jobs.wait(REF)
    assert world.script.requests[0].headers["cache-control"] == "no-cache"


def unreachable(cause: Exception | None = None) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route to host", request=request) from cause

    return answer


def test_who_cannot_connect_says_so_at_once_and_every_half_minute(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    transport = httpx.MockTransport(unreachable())
    with pytest.raises(WaitTimeout):
        world.jobs(SETTINGS["oxen"], transport=transport).wait(REF, timeout=100)
    said = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert 3 <= len(said) <= 4
    assert REF in said[0].message
    assert "no route to host" in said[0].message


def test_what_cannot_get_better_ends_all_waits(world: World) -> None:
    asked: list[httpx.Request] = []
    certificate = ssl.SSLCertVerificationError(1, "certificate verify failed")
    certificate.verify_message = "self-signed certificate"
    answer = unreachable(certificate)
    transport = httpx.MockTransport(lambda request: asked.append(request) or answer(request))
    outcomes = world.jobs(SETTINGS["oxen"], transport=transport).wait_all([f"oxen:{number}" for number in range(50)])
    for number, outcome in enumerate(outcomes):
        assert isinstance(outcome.error, TransportError)
        assert outcome.error.is_permanent
        assert f"oxen:{number}: " in str(outcome.error)
        assert "ca_bundle" in str(outcome.error)
    assert len(asked) <= 16
    assert world.clock.monotonic() < FLOOR

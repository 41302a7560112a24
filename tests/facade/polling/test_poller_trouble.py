"""Waiting for one job in trouble: what is survived, for how long, and what ends the wait at once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import (
    APIError,
    AuthenticationError,
    InsufficientCreditsError,
    InvalidRequestError,
    Job,
    JobStatus,
    MissingResult,
    NotFoundError,
    NotReadyError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    TransportError,
    UndecodableResponse,
)

from tests.facade.bodies import DONE, OXEN_URL, RUNNING, SETTINGS, oxen
from tests.facade.script import HTML, Answer, lost, reply

if TYPE_CHECKING:
    from tests.facade.shells import Face, World

REF = "oxen:gen-1"
URL = OXEN_URL.format(id="gen-1")
FLOOR, CEILING = 2.0, 30.0  # Oxen's, as its page has them
PATIENCE = 30.0

TROUBLE = {
    "502": reply({}, 502),
    "520": reply({}, 520),
    "524": Answer(524, b""),
    "408": Answer(408),
    "425": reply({}, 425),
    "429": reply({}, 429),
    "HTML": HTML,
    "HTML 503": HTML.but(status=503),
    "truncated": DONE.but(body=DONE.body[: len(DONE.body) // 2]),
    "empty": reply({}).but(body=b""),
    "null": reply(None),
    "list": reply([1, 2]),
    "string": reply("processing"),
    "wrong shape": reply({"generation": "processing"}),
    "not UTF-8": reply({}).but(body=b"\xff\xfe\x00"),
    "reset": lost(),
    "refused": Answer(error=httpx.ConnectError("refused")),
    "silent": Answer(error=httpx.ReadTimeout("")),
    "cut off": Answer(chunks=(b'{"status"', httpx.RemoteProtocolError("peer closed connection"))),
}


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(SETTINGS["oxen"])


def test_a_cache_that_says_not_modified_at_first_is_survived(world: World, jobs: Face) -> None:
    world.script.on(URL, Answer(304), Answer(304), DONE)
    assert jobs.wait(REF).status is JobStatus.SUCCEEDED


@pytest.mark.parametrize("trouble", TROUBLE.values(), ids=TROUBLE)
def test_survives_trouble(world: World, jobs: Face, trouble: Answer) -> None:
    world.script.on(URL, RUNNING, trouble, trouble, trouble, DONE)
    assert jobs.wait(REF).status is JobStatus.SUCCEEDED
    assert all(FLOOR * 0.9 <= sleep <= CEILING for sleep in world.clock.sleeps)


def test_trouble_at_the_first_look_is_survived_too(world: World, jobs: Face) -> None:
    world.script.on(URL, reply({}, 502), reply({}, 502), reply({}, 502), DONE)
    assert jobs.wait(REF).status is JobStatus.SUCCEEDED


def test_a_streak_of_trouble_backs_off_and_a_success_ends_it(world: World, jobs: Face) -> None:
    bad = reply({}, 502)
    world.script.on(URL, *[bad] * 8, RUNNING, bad, DONE)
    jobs.wait(REF)
    streak, after = world.clock.sleeps[:8], world.clock.sleeps[9]
    assert streak[0] < streak[1] < streak[2] < streak[3]
    assert streak[-1] > CEILING * 0.85
    assert after < FLOOR * 1.2


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, InvalidRequestError),
        (401, AuthenticationError),
        (402, InsufficientCreditsError),
        (403, PermissionDeniedError),
        (404, NotFoundError),
        (410, NotFoundError),
        (422, InvalidRequestError),
    ],
)
def test_a_refusal_ends_the_wait_at_once(world: World, jobs: Face, status: int, kind: type[APIError]) -> None:
    world.script.on(URL, reply({"error": {"type": "some_code", "title": "Not today"}}, status), DONE)
    with pytest.raises(kind) as caught:
        jobs.wait(REF)
    assert type(caught.value) is kind
    assert (caught.value.status_code, caught.value.ref) == (status, REF)
    assert (caught.value.code, caught.value.message) == ("some_code", "Not today")
    assert len(world.script.requests) == 1
    assert REF in str(caught.value)
    assert "Not today" in str(caught.value)


@pytest.mark.parametrize("status", [302, 400, 401, 402, 403, 404, 405, 410, 423, 451, 499])
def test_what_the_provider_named_may_be_denied_for_a_while(world: World, jobs: Face, status: int) -> None:
    denied = reply({}, status)
    world.script.on(URL, RUNNING, denied, denied, RUNNING, denied, DONE)
    assert jobs.wait(REF).media


def test_a_job_that_was_just_submitted_may_be_unknown_for_a_while(world: World, jobs: Face) -> None:
    world.script.on(URL, *[reply({}, 404)] * 3, DONE)
    assert jobs.wait(Job(REF, JobStatus.QUEUED)).media
    assert world.clock.monotonic() < PATIENCE


@pytest.mark.parametrize("many", [False, True])
def test_a_ref_that_this_client_was_told_may_be_unknown_for_a_while(world: World, jobs: Face, many: bool) -> None:
    """Many keep `job.ref` alone."""
    world.script.on(URL, RUNNING, *[reply({}, 404)] * 3, DONE)
    ref = str(jobs.get(REF).ref)
    outcome = jobs.wait_all([ref])[0].job if many else jobs.wait(ref)
    assert outcome is not None
    assert outcome.media


def test_a_denial_does_not_use_up_the_patience_with_a_result_that_comes_later(world: World, jobs: Face) -> None:
    sequence = {0.0: RUNNING, 20.0: reply({}, 404), 40.0: reply(oxen("succeeded")), 60.0: DONE}

    def answer(_: object) -> Answer:
        return [one for since, one in sequence.items() if since <= world.clock.monotonic()][-1]

    world.script.on(URL, answer)
    assert jobs.wait(REF).media


@pytest.mark.parametrize("answer", [reply({}, 404), reply(oxen("succeeded"))])
def test_patience_ends(world: World, jobs: Face, answer: Answer) -> None:
    world.script.on(URL, RUNNING, *[answer] * 50)
    with pytest.raises((NotFoundError, MissingResult)):
        jobs.wait(REF, timeout=3600)
    assert PATIENCE <= world.clock.monotonic() < 2 * PATIENCE + CEILING


def test_a_result_may_come_later_than_the_success(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(oxen("succeeded")), reply(oxen("succeeded")), DONE)
    assert jobs.wait(REF).media
    assert world.clock.monotonic() < PATIENCE


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply({}, 425), NotReadyError),
        (reply({}, 429, Retry_After="9"), RateLimitedError),
        (reply({}, 500), ServerError),
        (reply({}, 520), ServerError),
        (HTML, UndecodableResponse),
        (lost(), TransportError),
    ],
)
def test_get_reports_what_wait_survives(world: World, jobs: Face, answer: Answer, kind: type[Exception]) -> None:
    world.script.on(URL, answer)
    with pytest.raises(kind, match=REF) as caught:
        jobs.get(REF)
    if isinstance(caught.value, RateLimitedError):
        assert caught.value.retry_after == 9
    if isinstance(caught.value, UndecodableResponse):
        assert caught.value.body == HTML.body


def test_an_unknown_word_is_waited_through_and_logged_once(
    world: World, jobs: Face, caplog: pytest.LogCaptureFixture
) -> None:
    world.script.on(URL, *[reply(oxen("hibernating"))] * 3, reply(oxen("dreaming")), DONE)
    seen: list[Job] = []
    with caplog.at_level(logging.WARNING, "generation_jobs"):
        jobs.wait(REF, on_update=seen.append)
        world.script.on(URL, reply(oxen("hibernating")), DONE)
        jobs.wait(REF)
    assert [record.getMessage().split("'")[1] for record in caplog.records] == ["hibernating", "dreaming"]
    assert (seen[0].status, seen[0].provider_status) == (JobStatus.UNKNOWN, "hibernating")

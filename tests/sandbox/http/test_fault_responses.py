"""Each fault, seen from the other end of a real socket."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs_sandbox import Fault, FaultKind, Sandbox, World

from tests.sandbox.conftest import KEYS, PROVIDERS, URLS, Caller, Clock

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


def job_url(box: Sandbox, provider: str, *faults: Fault) -> str:
    job = box.world.add(provider, faults=faults)
    return box.base_url(provider) + httpx.URL(URLS[provider].format(id=job)).path


def ask(box: Sandbox, provider: str, *faults: Fault) -> httpx.Response:
    return httpx.get(job_url(box, provider, *faults), headers=KEYS[provider], timeout=5)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_another_status_comes_in_the_providers_own_envelope_and_passes(provider: str, box: Sandbox) -> None:
    url = job_url(box, provider, Fault("status", times=2, status=500))
    answers = [httpx.get(url, headers=KEYS[provider]) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [500, 500, 200]
    assert answers[0].json() != answers[2].json()
    assert answers[0].headers["content-type"] == "application/json"


def test_a_status_that_http_does_not_know(box: Sandbox) -> None:
    assert ask(box, "breeze", Fault("status", status=520)).status_code == 520


def test_a_fault_can_bring_its_own_body(box: Sandbox) -> None:
    answer = ask(box, "breeze", Fault("status", status=200, body="null"))
    assert (answer.status_code, answer.content) == (200, b"null")


def test_playais_429_is_a_bare_string(box: Sandbox) -> None:
    answer = ask(box, "playai", Fault("status", status=429))
    assert answer.json() == "Rate limit exceeded. Please wait a few moments and try again."


def test_retry_after_in_seconds_and_as_a_date_on_any_answer(box: Sandbox) -> None:
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    seconds = ask(box, "oxen", Fault("status", status=429, retry_after=7))
    date = ask(box, "oxen", Fault("headers", retry_after=noon, headers={"X-More": "yes"}))
    assert (seconds.status_code, seconds.headers["retry-after"]) == (429, "7")
    assert (date.status_code, date.headers["retry-after"]) == (200, "Mon, 23 Nov 2026 12:00:00 GMT")
    assert date.headers["x-more"] == "yes"
    assert date.json()["generation"]


def test_a_web_page_where_json_was_promised(box: Sandbox) -> None:
    answer = ask(box, "breeze", Fault("html"))
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.startswith("<!doctype html>")


def test_a_redirect_to_another_origin(box: Sandbox) -> None:
    answer = ask(box, "bland", Fault("redirect", to="https://thief.example/x"))
    assert (answer.status_code, answer.headers["location"]) == (302, "https://thief.example/x")


def test_half_a_body_in_sound_framing(box: Sandbox) -> None:
    answer = ask(box, "breeze", Fault("truncated"))
    assert answer.status_code == 200
    with pytest.raises(ValueError):
        answer.json()


def test_a_content_length_that_is_never_reached(box: Sandbox) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        ask(box, "breeze", Fault("wrong_length"))


def test_a_reset_before_the_answer(box: Sandbox) -> None:
    with pytest.raises(httpx.ReadError, match="reset"):
        ask(box, "breeze", Fault("reset"))


def test_a_reset_after_half_of_the_body(box: Sandbox) -> None:
    url = job_url(box, "breeze", Fault("reset_in_body"))
    got = b""
    with httpx.stream("GET", url, headers=KEYS["breeze"]) as answer, pytest.raises(httpx.ReadError, match="reset"):
        for chunk in answer.iter_raw():
            got += chunk
    assert answer.status_code == 200
    assert len(got) == int(answer.headers["content-length"]) // 2


def test_a_stall_outlasts_the_clients_patience(box: Sandbox) -> None:
    url = job_url(box, "breeze", Fault("stall"))
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(url, headers=KEYS["breeze"], timeout=0.1)
    assert httpx.get(url, headers=KEYS["breeze"], timeout=5).status_code == 200


def test_a_stall_after_half_of_the_body(box: Sandbox) -> None:
    url = job_url(box, "breeze", Fault("stall_in_body"))
    got = b""
    with (
        httpx.stream("GET", url, headers=KEYS["breeze"], timeout=0.1) as answer,
        pytest.raises(httpx.ReadTimeout),
    ):
        for chunk in answer.iter_raw():
            got += chunk
    assert len(got) == int(answer.headers["content-length"]) // 2


@pytest.mark.parametrize("kind", ["stall", "stall_in_body"])
def test_a_short_stall_ends_in_the_whole_answer(kind: FaultKind, box: Sandbox) -> None:
    before = time.monotonic()
    answer = ask(box, "breeze", Fault(kind, seconds=0.2))
    assert time.monotonic() - before >= 0.2
    assert answer.json()["status"] == "ready"


def test_a_stall_does_not_hold_up_the_end() -> None:
    with httpx.Client(timeout=30) as client:
        with Sandbox() as box:
            url = job_url(box, "breeze", Fault("stall_in_body", seconds=60))
            answer = client.send(client.build_request("GET", url, headers=KEYS["breeze"]), stream=True)
            body = answer.iter_raw()
            assert next(body)
            before = time.monotonic()
        assert time.monotonic() - before < 10
        with pytest.raises(httpx.RemoteProtocolError):
            next(body)


@pytest.mark.parametrize("provider", [name for name in PROVIDERS if name != "bland"])
def test_an_unknown_status_word_hides_the_result(provider: str, box: Sandbox) -> None:
    url = job_url(box, provider, Fault("unknown_status", word="DREAMING"))
    first, second = (httpx.get(url, headers=KEYS[provider]).text for _ in range(2))
    assert "DREAMING" in first
    assert "http" not in first.replace("s3://", "")
    assert "DREAMING" not in second


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_answer_about_another_job(provider: str, world: World, caller: Caller) -> None:
    job = world.add(provider, faults=[Fault("wrong_job")])
    assert job not in caller.job(provider, job).text
    assert job in caller.job(provider, job).text


@pytest.mark.parametrize(
    ("provider", "path"), [("oxen", "/oxen/api/ai/generations"), ("finetuning", "/finetuning/v1/generations")]
)
def test_a_row_of_a_list_twice(provider: str, path: str, box: Sandbox) -> None:
    jobs = [box.world.add(provider) for _ in range(2)]
    box.world.inject_fault(provider, Fault("repeated_row", on="list"))
    url = box.base_url(provider).removesuffix(f"/{provider}") + path
    first, second = (httpx.get(url, headers=KEYS[provider]).text for _ in range(2))
    assert sorted(first.count(f'"{job}"') for job in jobs) == [1, 2]
    assert [second.count(f'"{job}"') for job in jobs] == [1, 1]


@pytest.mark.parametrize("provider", [name for name in PROVIDERS if name != "bland"])
def test_a_missing_result_waits_for_success(provider: str, clock: Clock, world: World, caller: Caller) -> None:
    job = world.add(provider, running=5, faults=[Fault("missing_result")])
    words = {"breeze": "ready", "playai": "COMPLETED", "oxen": "succeeded", "finetuning": "completed"}
    ready = f'"status":"{words[provider]}"'
    assert ready not in caller.job(provider, job).text
    clock.forward(5)
    missing, there = caller.job(provider, job).text, caller.job(provider, job).text
    assert (ready in missing, "media.sandbox.example" in missing) == (True, False)
    assert (ready in there, "media.sandbox.example" in there) == (True, True)


def test_bland_can_miss_its_sound_too(world: World, caller: Caller) -> None:
    job = world.add("bland", faults=[Fault("missing_result")])
    assert "audio_data" not in caller.job("bland", job).json()["data"]
    assert "audio_data" in caller.job("bland", job).json()["data"]


def test_faults_come_in_order_and_only_for_valid_keys(box: Sandbox) -> None:
    url = job_url(box, "oxen", Fault("status", status=500), Fault("html"))
    assert httpx.get(url).status_code == 401
    statuses = [httpx.get(url, headers=KEYS["oxen"]).status_code for _ in range(3)]
    assert statuses == [500, 502, 200]


def test_faults_on_the_result_spare_the_job(box: Sandbox) -> None:
    url = job_url(box, "oxen", Fault("status", status=503, on="media"), Fault("truncated", on="media"))
    result = httpx.get(url, headers=KEYS["oxen"]).json()["generation"]["result_url"]
    refused, half, whole = (httpx.get(result) for _ in range(3))
    assert (refused.status_code, half.status_code, whole.status_code) == (503, 200, 200)
    assert refused.headers["content-type"].startswith("text/plain")
    assert half.content == whole.content[: len(whole.content) // 2]


@pytest.mark.parametrize(("provider", "suffix"), [("breeze", "/audio"), ("bland", "?format=audio")])
def test_faults_on_a_result_that_the_api_serves(provider: str, suffix: str, world: World, caller: Caller) -> None:
    job = world.add(provider, faults=[Fault("html", on="media")])
    assert caller.job(provider, job).status_code == 200
    assert caller.job(provider, job, suffix).headers["content-type"].startswith("text/html")
    assert caller.job(provider, job, suffix).headers["content-type"].startswith("audio/")


@pytest.mark.parametrize("kind", ["reset", "reset_in_body", "wrong_length"])
def test_a_fault_that_needs_a_socket_says_so(kind: FaultKind, world: World, caller: Caller) -> None:
    job = world.add("oxen", faults=[Fault(kind)])
    with pytest.raises(RuntimeError, match=r"needs a socket: run the app with Sandbox\(\)"):
        caller.job("oxen", job)


def test_a_stall_over_plain_asgi_ends_by_itself(world: World, caller: Caller) -> None:
    job = world.add("oxen", faults=[Fault("stall", seconds=0.01)])
    assert caller.job("oxen", job).status_code == 200

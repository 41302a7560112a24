"""Submitting: what is sent, what comes back, and that no submit is sent twice on a guess."""

from __future__ import annotations

import asyncio
import json
import socket
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs import (
    APIError,
    AsyncJobs,
    AuthenticationError,
    ConfigurationError,
    Cost,
    Finetuning,
    InsufficientCreditsError,
    InvalidRequestError,
    Job,
    JobStatus,
    NotFoundError,
    Policy,
    RateLimitedError,
    SubmitUncertain,
    TransportError,
)
from generation_jobs.testing import VirtualClock

from tests.facade.bodies import DONE, FINETUNING_URL, IMAGE, OXEN_URL, SETTINGS, finetuning, playai
from tests.facade.script import Answer, lost, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World

URL = "https://pub.finetuning.ai/v1/generations"
ACCEPTED = reply({"data": {"id": "gen_abc123", "status": "processing", "createdAt": "2025-01-15T10:30:00Z"}}, 202)
QUEUE = "https://hub.oxen.ai/api/ai/queue"
PARAMETERS: dict[str, Any] = {"tags": "lofi piano", "duration": 90}


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(*SETTINGS.values())


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
@pytest.mark.parametrize(
    ("provider", "parameters", "url", "body", "auth", "answer", "ref"),
    [
        (
            "breeze",
            {"voice_id": "voc_1", "text": "Hi", "output_format": "wav", "voice_settings": {"speed": 1.5}},
            "https://api.breeze.blue/v1/text-to-speech/voc_1?delivery=async&output_format=wav",
            {"text": "Hi", "voice_settings": {"speed": 1.5}},
            {"xi-api-key": "brz_secret"},
            reply({"generation_job_id": "job_1", "history_item_id": "job_1", "status": "active"}, 202),
            "breeze:job_1",
        ),
        (
            "playai",
            {"model": "PlayDialog", "text": "Hi", "voice": "s3://v"},
            "https://api.play.ai/api/v1/tts",
            {"model": "PlayDialog", "text": "Hi", "voice": "s3://v"},
            {"authorization": "Bearer play-secret", "x-user-id": "user-secret"},
            reply(playai("IN_PROGRESS"), 201),
            "playai:0b7f2f0e-6a46-4c0c-8a9b-4f5a3f1f6a11",
        ),
        (
            "oxen",
            {"model": "flux-2-dev", "prompt": "cat", "extra": {"input_image": "https://a.example/b.png"}},
            QUEUE,
            {"model": "flux-2-dev", "prompt": "cat", "input_image": "https://a.example/b.png"},
            {"authorization": "Bearer oxen-secret"},
            reply({"generations": [{"generation_id": "gen-1", "status": "queued"}]}),
            "oxen:gen-1",
        ),
        (
            "finetuning",
            PARAMETERS,
            URL,
            PARAMETERS,
            {"x-api-key": "ft_live_secret"},
            ACCEPTED,
            "finetuning:gen_abc123",
        ),
    ],
)
def test_what_is_sent_and_what_comes_back(
    world: World,
    jobs: Face,
    provider: str,
    parameters: dict[str, Any],
    url: str,
    body: dict[str, Any],
    auth: dict[str, str],
    answer: Answer,
    ref: str,
) -> None:
    world.script.on(url, answer)
    job = jobs.submit(provider, **parameters)
    assert (job.ref, job.status.is_final) == (ref, False)
    (sent,) = world.script.requests
    assert (sent.method, str(sent.url), json.loads(sent.content)) == ("POST", url, body)
    assert {name: sent.headers[name] for name in auth} == auth


def test_any_success_with_a_job_counts_for_breeze(world: World, jobs: Face) -> None:
    url = "https://api.breeze.blue/v1/text-to-speech/voc_1?delivery=async"
    world.script.on(url, reply({"generation_job_id": "job_1", "history_item_id": "job_1", "status": "active"}, 200))
    assert jobs.submit("breeze", voice_id="voc_1", text="Hi").ref == "breeze:job_1"


def test_bland_answers_with_the_audio_itself(world: World, jobs: Face, tmp_path: Path) -> None:
    audio = b"RIFF....WAVE"
    headers = {"content-type": "audio/wav", "x-cost": "0.0012"}
    world.script.on("https://api.bland.ai/v2/tts", Answer(200, audio, headers))
    job = jobs.submit("bland", text="Hi", voice="2b3c4d5e-6f70-8901-2345-6789abcdef01")
    assert world.script.requests[0].headers["authorization"] == "Bearer org_secret"
    assert (job.ref, job.status, job.cost) == (None, JobStatus.SUCCEEDED, Cost(Decimal("0.0012"), "USD"))
    assert jobs.wait(job) is job
    (path,) = jobs.download(job, tmp_path)
    assert (path.suffix, path.read_bytes()) == (".wav", audio)
    with pytest.raises(ConfigurationError, match="has no ref"):
        jobs.get(job)


def test_many(world: World, jobs: Face) -> None:
    rows = [{"generation_id": f"gen-{number}", "status": "queued"} for number in range(3)]
    world.script.on(QUEUE, reply({"generations": rows}))
    made = jobs.submit_many("oxen", model="flux-2-dev", prompt="cat", num_generations=3)
    assert [job.ref for job in made] == ["oxen:gen-0", "oxen:gen-1", "oxen:gen-2"]


def test_one_is_one(world: World, jobs: Face) -> None:
    with pytest.raises(ConfigurationError, match="use submit_many"):
        jobs.submit("oxen", model="flux-2-dev", prompt="cat", num_generations=2)
    assert world.script.requests == []


def test_generate(world: World, jobs: Face, tmp_path: Path) -> None:
    url = "https://media.finetuning.ai/a.mp3"
    world.script.on(URL, ACCEPTED)
    world.script.on(
        FINETUNING_URL.format(id="gen_abc123"),
        reply(finetuning("processing")),
        reply(finetuning("completed", audioUrl=url)),
    )
    world.script.on(url, Answer(200, b"music", {"content-type": "audio/mpeg"}))
    job, files = jobs.generate("finetuning", tmp_path, tags="lofi")
    assert job.status is JobStatus.SUCCEEDED
    assert [file.name for file in files] == ["finetuning-gen_abc123.mp3"]


@pytest.mark.parametrize(
    ("parameters", "told_"),
    [
        ({"tags": "x", "durration": 3}, "no parameter 'durration': did you mean duration"),
        ({"tags": "x", "colour": "red"}, "no parameter 'colour': known are tags, lyrics"),
        ({}, "tags"),
        ({"tags": "x" * 701}, "tags"),
        ({"tags": "x", "duration": 300}, "duration"),
        ({"tags": "x", "bpm": float("nan")}, "bpm"),
        ({"tags": "x", "musical_key": "H"}, "key"),
        ({"tags": "x", "timesignature": 4}, "timesignature"),
        ({"tags": 7}, "tags"),
        ({"tags": "x", "webhook": "http://plain.example"}, "webhook"),
    ],
)
def test_what_the_provider_does_not_allow_is_not_sent(
    world: World, jobs: Face, parameters: dict[str, Any], told_: str
) -> None:
    with pytest.raises(ConfigurationError, match=told_):
        jobs.submit("finetuning", **parameters)
    assert world.script.requests == []


def test_what_surely_was_not_taken_is_sent_again(world: World, jobs: Face) -> None:
    limited = reply({"error": {"code": "GENERATION_RATE_LIMITED", "message": "slow down"}}, 429, retry_after="7")
    world.script.on(URL, limited, limited, ACCEPTED)
    assert jobs.submit("finetuning", **PARAMETERS).ref == "finetuning:gen_abc123"
    assert len(world.script.requests) == 3
    assert world.clock.sleeps == [7, 7]


def test_without_a_connection_it_is_sent_again_until_the_deadline(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    policies = {"finetuning": Policy(submit_deadline=20)}
    jobs = world.online(Finetuning(api_key="k"), clock=world.clock, policies=policies)
    with pytest.raises(TransportError, match="cannot be looked up") as caught:
        jobs.submit("finetuning", **PARAMETERS)
    assert not caught.value.maybe_received
    assert len(world.clock.sleeps) > 2
    assert world.clock.monotonic() <= 20


def test_of_a_refused_connection_nothing_was_sent(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    jobs = world.online(Finetuning(api_key="k", base_url=url), clock=world.clock)
    with pytest.raises(TransportError, match="check host and port") as caught:
        jobs.submit("finetuning", **PARAMETERS)
    assert not caught.value.maybe_received
    assert "check host and port; nothing was submitted yet, the next attempt is in" in caplog.text


def test_no_capacity_is_sent_again(world: World, jobs: Face) -> None:
    url = "https://api.breeze.blue/v1/text-to-speech/voc_1?delivery=async"
    full = {"ok": False, "code": "GENERATION_CAPACITY_EXCEEDED", "detail": "full", "error": "full"}
    made = {"generation_job_id": "job_1", "history_item_id": "job_1", "status": "active"}
    world.script.on(url, reply(full, 503), reply(made, 202))
    assert jobs.submit("breeze", voice_id="voc_1", text="Hi").ref == "breeze:job_1"


def test_patience_ends(world: World, jobs: Face) -> None:
    world.script.on(URL, reply({"error": {"code": "QUEUE_FULL", "message": "full"}}, 429))
    with pytest.raises(RateLimitedError, match=r"QUEUE_FULL.*; nothing was submitted$"):
        jobs.submit("finetuning", **PARAMETERS)
    assert world.clock.monotonic() <= 300


REFUSALS = [
    (400, InvalidRequestError),
    (401, AuthenticationError),
    (402, InsufficientCreditsError),
    (404, NotFoundError),
    (418, InvalidRequestError),
]


@pytest.mark.parametrize(("status", "kind"), REFUSALS)
def test_a_refusal_is_final(world: World, jobs: Face, status: int, kind: type[Exception]) -> None:
    world.script.on(URL, reply({"error": {"code": "NO", "message": "no"}}, status))
    with pytest.raises(kind):
        jobs.submit("finetuning", **PARAMETERS)
    assert len(world.script.requests) == 1


@pytest.mark.parametrize("status", [400, 405, 409, 413, 422, 425, 451])
def test_a_refusal_without_words_says_what_to_do(world: World, jobs: Face, status: int) -> None:
    world.script.on(URL, Answer(status))
    with pytest.raises(APIError, match=rf"answered {status}; \w+"):
        jobs.submit("finetuning", **PARAMETERS)


def test_a_name_that_the_provider_does_not_know_is_not_taken_for_a_job(world: World, jobs: Face) -> None:
    world.script.on(QUEUE, reply({"error": {"title": "Model not found: flux"}}, 404))
    with pytest.raises(NotFoundError, match=r"flux.*; check the names and ids in what was submitted$"):
        jobs.submit("oxen", model="flux", prompt="cat")


def test_the_digest_names_the_request(world: World, jobs: Face) -> None:
    world.script.on(URL, lost())
    digests: list[str] = []
    for parameters in (PARAMETERS, dict(reversed(PARAMETERS.items())), {"tags": "other"}):
        with pytest.raises(SubmitUncertain) as caught:
            jobs.submit("finetuning", **parameters)
        digests.append(caught.value.digest)
    assert digests[0] == digests[1] != digests[2]


def test_oxen_follows_its_submit(world: World, jobs: Face) -> None:
    world.script.on(QUEUE, reply({"generations": [{"generation_id": "gen-1", "status": "queued"}]}))
    world.script.on(OXEN_URL.format(id="gen-1"), DONE)
    assert jobs.wait(jobs.submit("oxen", model="flux-2-dev", prompt="cat")).media[0].url == IMAGE


def test_a_submit_whose_turn_is_late_is_sent_and_not_in_doubt() -> None:
    clock = VirtualClock()

    async def answer(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)  # all the others come to the gate meanwhile
        clock.advance(3.5)  # eight in flight see 28 s of the 30 that each has; the last of all would see 35
        return ACCEPTED.response()

    async def story() -> list[Job]:
        transport = httpx.MockTransport(answer)
        async with AsyncJobs([SETTINGS["finetuning"]], transport=transport, clock=clock, timeout=30) as jobs:
            return await asyncio.gather(*(jobs.submit("finetuning", tags="lofi") for _ in range(10)))

    assert len(asyncio.run(story())) == 10

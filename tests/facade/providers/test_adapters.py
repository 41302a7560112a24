"""Each provider: what is sent, and what becomes of each documented answer, field by field."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    APIError,
    Bland,
    Breeze,
    Cost,
    Finetuning,
    Job,
    JobError,
    JobStatus,
    Media,
    Oxen,
    PlayAI,
    UndecodableResponse,
)

from tests.facade.bodies import (
    BLAND_URL,
    BREEZE_URL,
    FINETUNING_URL,
    OXEN_URL,
    PLAYAI_URL,
    SETTINGS,
    breeze,
    finetuning,
    from_page,
    oxen,
    playai,
)
from tests.facade.script import Answer, reply

if TYPE_CHECKING:
    from generation_jobs import Settings

    from tests.facade.shells import World

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")

URLS = {
    "breeze": BREEZE_URL,
    "playai": PLAYAI_URL,
    "bland": BLAND_URL,
    "oxen": OXEN_URL,
    "finetuning": FINETUNING_URL,
}
CREDENTIALS = {
    "breeze": {"xi-api-key": "brz_secret"},
    "playai": {"authorization": "Bearer play-secret", "x-user-id": "user-secret"},
    "bland": {"authorization": "org_secret"},
    "oxen": {"authorization": "Bearer oxen-secret"},
    "finetuning": {"x-api-key": "ft_live_secret"},
}
GOOD = {
    "breeze": breeze("ready"),
    "playai": playai("COMPLETED", url="https://media.example/a"),
    "bland": {"data": {"id": "id-1"}, "errors": None},
    "oxen": oxen("succeeded", result_url="https://media.example/a"),
    "finetuning": finetuning("completed", audioUrl="https://media.example/a"),
}


def get(world: World, provider: str, answer: Answer, job_id: str = "1") -> Job:
    world.script.on(URLS[provider].format(id=job_id), answer)
    return world.jobs(*SETTINGS.values()).get(f"{provider}:{job_id}")


# What is sent.


@pytest.mark.parametrize("provider", URLS)
def test_sends_its_own_credentials_and_nothing_of_another_provider(world: World, provider: str) -> None:
    get(world, provider, reply(GOOD[provider]))
    (request,) = world.script.requests
    plain = {"host", "accept", "accept-encoding", "cache-control", "connection", "user-agent"}
    of_adapter = {name.lower() for name in import_module(SETTINGS[provider].adapter).ADAPTER.headers}
    sent = {name: value for name, value in request.headers.items() if name not in plain | of_adapter}
    assert sent == CREDENTIALS[provider]
    assert (request.method, request.content, request.headers["accept"]) == ("GET", b"", "application/json")


@pytest.mark.parametrize("provider", URLS)
@pytest.mark.parametrize(
    ("job_id", "quoted"),
    [
        ("a/b", "a%2Fb"),
        ("../../admin", "..%2F..%2Fadmin"),
        ("a?x=1#y", "a%3Fx%3D1%23y"),
        ("a%2Fb", "a%252Fb"),
        ("ä", "%C3%A4"),
        ("a:b@c", "a%3Ab%40c"),
    ],
)
def test_an_odd_id_stays_one_segment_of_the_path(world: World, provider: str, job_id: str, quoted: str) -> None:
    world.script.on(URLS[provider].format(id=quoted), reply(GOOD[provider]))
    world.jobs(*SETTINGS.values()).get(f"{provider}:{job_id}")
    assert world.script.urls == [URLS[provider].format(id=quoted)]


@pytest.mark.parametrize(
    "settings",
    [
        Breeze(api_key="k", base_url="https://gateway.example/x/"),
        PlayAI(api_key="k", user_id="u", base_url="https://gateway.example/x/"),
        Bland(api_key="k", base_url="https://gateway.example/x/"),
        Oxen(api_key="k", base_url="https://gateway.example/x/"),
        Finetuning(api_key="k", base_url="https://gateway.example/x/"),
    ],
    ids=lambda settings: settings.provider,
)
def test_base_url_replaces_the_providers_own(world: World, settings: Settings) -> None:
    path = URLS[settings.provider].partition("://")[2].partition("/")[2].format(id="1")
    world.script.on(f"https://gateway.example/x/{path}", reply(GOOD[settings.provider]))
    assert world.jobs(settings).get(f"{settings.provider}:1").status is JobStatus.SUCCEEDED


# Breeze: no example is published.


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("active", JobStatus.RUNNING),
        ("ready", JobStatus.SUCCEEDED),
        ("failed", JobStatus.FAILED),
        ("cancelled", JobStatus.CANCELLED),
        ("archived", JobStatus.UNKNOWN),
    ],
)
def test_breeze_words(world: World, word: str, status: JobStatus) -> None:
    job = get(world, "breeze", reply(breeze(word)))
    assert (job.status, job.provider_status, type(job.provider_status)) == (status, word, str)


def test_breeze_fields(world: World) -> None:
    body = breeze(
        "ready",
        content_type="audio/mpeg",
        download_url="https://cdn.example/x",
        created_at="2026-03-16T02:44:56+01:00",
        completed_at="2026-03-16T01:45:01.5Z",
        error=None,
    )
    url = BREEZE_URL.format(id="1") + "/audio"
    job = get(world, "breeze", reply(body))
    assert job.created_at is not None
    assert job.created_at.tzinfo is UTC
    assert job == Job(
        "breeze:1",
        JobStatus.SUCCEEDED,
        "ready",
        created_at=datetime(2026, 3, 16, 1, 44, 56, tzinfo=UTC),
        completed_at=datetime(2026, 3, 16, 1, 45, 1, 500_000, tzinfo=UTC),
        media=(Media("audio", url, content_type="audio/mpeg"),),
    )


def test_breeze_tells_why_a_job_failed(world: World) -> None:
    job = get(world, "breeze", reply(breeze("failed", error={"code": "GENERATION_FAILED", "detail": "No voice"})))
    assert (job.error, job.media) == (JobError("GENERATION_FAILED", "No voice"), ())


# PlayAI: no example is published.


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("IN_PROGRESS", JobStatus.RUNNING),
        ("COMPLETED", JobStatus.SUCCEEDED),
        ("FAILED", JobStatus.FAILED),
        ("EXPIRED", JobStatus.UNKNOWN),
    ],
)
def test_playai_words(world: World, word: str, status: JobStatus) -> None:
    job = get(world, "playai", reply(playai(word)))
    assert (job.status, job.provider_status, type(job.provider_status)) == (status, word, str)


def test_playai_fields(world: World) -> None:
    output = {"url": "https://media.example/a", "contentType": "audio/wav", "fileSize": 4096, "duration": 2.5}
    body = {**playai("COMPLETED", **output), "completedAt": "2025-05-01T10:00:07Z"}
    assert get(world, "playai", reply(body)) == Job(
        "playai:1",
        JobStatus.SUCCEEDED,
        "COMPLETED",
        created_at=datetime(2025, 5, 1, 10, 0, 0, 123_000, tzinfo=UTC),
        completed_at=datetime(2025, 5, 1, 10, 0, 7, tzinfo=UTC),
        media=(Media("audio", "https://media.example/a", None, "audio/wav", 4096, 2.5),),
    )


def test_playai_gives_no_reason(world: World) -> None:
    assert get(world, "playai", reply(playai("FAILED"))).error == JobError()


def test_playai_rate_limit_is_bare_text(world: World) -> None:
    said = "Rate limit exceeded. Please wait a few moments and try again."
    for answer in (reply(said, 429), Answer(429, said.encode(), {"content-type": "text/plain"})):
        with pytest.raises(APIError, match="Please wait a few moments") as caught:
            get(world, "playai", answer)
        assert caught.value.message == said


# Bland: the page publishes an example.


def test_bland_fields(world: World) -> None:
    example = from_page("bland", "get-tts-generation.md")
    job_id = "a3f8c2d1-4b5e-6789-0abc-def012345678"
    job = get(world, "bland", example, job_id)
    assert job == Job(
        f"bland:{job_id}",
        JobStatus.SUCCEEDED,
        None,
        created_at=datetime(2026, 3, 16, 1, 44, 56, 673_000, tzinfo=UTC),
        media=(Media("audio", BLAND_URL.format(id=job_id) + "?format=audio", content_type="audio/wav"),),
        cost=Cost(Decimal("0.011"), "USD"),
    )
    assert job.raw.data.latency_ms == 1261  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "body",
    [
        {"data": None, "errors": [{"error": "Not Found", "message": "No such generation"}]},
        {"data": None, "errors": None},
        {"errors": None},
    ],
)
def test_bland_200_without_a_generation_is_an_error(world: World, body: dict[str, object]) -> None:
    with pytest.raises(APIError, match="bland:1") as caught:
        get(world, "bland", reply(body))
    assert ("No such generation" in str(caught.value)) == bool(body["errors"])


# Oxen: only placeholders are published.


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("queued", JobStatus.QUEUED),
        ("processing", JobStatus.RUNNING),
        ("succeeded", JobStatus.SUCCEEDED),
        ("failed", JobStatus.FAILED),
        ("cancelled", JobStatus.CANCELLED),
        ("expired", JobStatus.UNKNOWN),
        ("success", JobStatus.UNKNOWN),
    ],
)
def test_oxen_words(world: World, word: str, status: JobStatus) -> None:
    job = get(world, "oxen", reply(oxen(word)))
    assert (job.status, job.provider_status, type(job.provider_status)) == (status, word, str)


def test_oxen_fields(world: World) -> None:
    body = oxen(
        "succeeded",
        started_at=1_767_225_605,
        completed_at=1_767_225_660,
        result_url="https://media.example/v",
        media_type="video",
        cost="0.10",
    )
    job = get(world, "oxen", reply(body))
    assert job == Job(
        "oxen:1",
        JobStatus.SUCCEEDED,
        "succeeded",
        created_at=datetime(2026, 1, 1, 0, 0, 0, tzinfo=UTC),
        started_at=datetime(2026, 1, 1, 0, 0, 5, tzinfo=UTC),
        completed_at=datetime(2026, 1, 1, 0, 1, 0, tzinfo=UTC),
        media=(Media("video", "https://media.example/v"),),
        cost=Cost(Decimal("0.10"), None),
    )
    assert str(job.cost.amount if job.cost else None) == "0.10"  # as it was charged, to the last digit
    assert type(job.media[0].kind) is str


def test_oxen_media_of_a_new_kind(world: World) -> None:
    body = oxen("succeeded", result_url="https://media.example/v", media_type="hologram")
    assert get(world, "oxen", reply(body)).media[0].kind == "hologram"


def test_oxen_tells_why_a_job_failed(world: World) -> None:
    assert get(world, "oxen", reply(oxen("failed", error_message="NSFW"))).error == JobError(None, "NSFW")
    assert get(world, "oxen", reply(oxen("failed"))).error == JobError()


# Finetuning: the page publishes an example.


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("pending", JobStatus.QUEUED),
        ("processing", JobStatus.RUNNING),
        ("completed", JobStatus.SUCCEEDED),
        ("failed", JobStatus.FAILED),
        ("expired", JobStatus.UNKNOWN),
    ],
)
def test_finetuning_words(world: World, word: str, status: JobStatus) -> None:
    job = get(world, "finetuning", reply(finetuning(word)))
    assert (job.status, job.provider_status, type(job.provider_status)) == (status, word, str)


def test_finetuning_fields(world: World) -> None:
    example = from_page("finetuning", "get-generation.txt")
    url = "https://media.finetuning.ai/audio/gen_abc123.mp3"
    assert get(world, "finetuning", example, "gen_abc123") == Job(
        "finetuning:gen_abc123",
        JobStatus.SUCCEEDED,
        "completed",
        created_at=datetime(2025, 1, 15, 10, 30, 0, tzinfo=UTC),
        completed_at=datetime(2025, 1, 15, 10, 30, 17, 623_000, tzinfo=UTC),
        media=(Media("audio", url, content_type="audio/mpeg", duration_s=120.0),),
    )


def test_finetuning_tells_why_a_job_failed(world: World) -> None:
    body = finetuning("failed", errorMessage="GPU job timed out after 240s")
    assert get(world, "finetuning", reply(body)).error == JobError(None, "GPU job timed out after 240s")


# All of them.


@pytest.mark.parametrize("provider", URLS)
def test_unknown_fields_do_no_harm(world: World, provider: str) -> None:
    body = {**GOOD[provider], "tomorrow": {"x": [1]}}
    assert get(world, provider, reply(body)).status is JobStatus.SUCCEEDED


@pytest.mark.parametrize(
    ("provider", "body"),
    [
        ("breeze", breeze("ready", created_at=None, content_type=None, voice_id=None, text=None)),
        ("playai", playai("COMPLETED", url="https://m.example", contentType=None, fileSize=None, duration=None)),
        ("bland", {"data": {"id": "1", "cost": None, "created_at": None, "text": None}, "errors": None}),
        ("oxen", oxen("succeeded", result_url="https://m.example", enqueued_at=None, model_name=None, prompt=None)),
        ("finetuning", finetuning("completed", audioUrl="https://m.example", createdAt=None, parameters=None)),
    ],
)
def test_nulls_do_no_harm(world: World, provider: str, body: dict[str, object]) -> None:
    job = get(world, provider, reply(body))
    assert (job.status, len(job.media), job.cost) == (JobStatus.SUCCEEDED, 1, None)


@pytest.mark.parametrize(
    ("provider", "body"),
    [
        ("breeze", breeze("ready", created_at="yesterday")),
        ("bland", {"data": {"id": "1", "created_at": "yesterday"}, "errors": None}),
        ("oxen", oxen("succeeded", result_url="https://m.example", enqueued_at=10**18)),
        ("finetuning", finetuning("completed", audioUrl="https://m.example", createdAt="yesterday")),
    ],
)
def test_a_time_that_is_none_is_none(world: World, provider: str, body: dict[str, object]) -> None:
    job = get(world, provider, reply(body))
    assert (job.status, job.created_at) == (JobStatus.SUCCEEDED, None)


@pytest.mark.parametrize(
    ("provider", "body"),
    [
        ("breeze", {"generation_job_id": ["1"], "status": "ready"}),
        ("playai", {"id": "1", "output": "done"}),
        ("bland", {"data": [], "errors": None}),
        ("oxen", {"status": "success", "generation": None}),
        ("finetuning", {"data": "gen_1"}),
    ],
)
def test_another_shape_names_the_ref_and_keeps_the_body(world: World, provider: str, body: dict[str, object]) -> None:
    answer = reply(body)
    with pytest.raises(UndecodableResponse, match=f"{provider}:1") as caught:
        get(world, provider, answer)
    assert caught.value.body == answer.body


@pytest.mark.parametrize(
    ("provider", "body", "code", "message"),
    [
        ("breeze", {"code": "AUTH_REQUIRED", "detail": "Key?", "error": "Key?"}, "AUTH_REQUIRED", "Key?"),
        ("playai", {"errorMessage": "Key?", "errorId": "UNAUTHORIZED"}, "UNAUTHORIZED", "Key?"),
        ("bland", {"data": None, "errors": [{"error": "E", "message": "Key?"}]}, "E", "Key?"),
        ("oxen", {"error": {"type": "unauthenticated", "title": "Key?"}}, "unauthenticated", "Key?"),
        ("finetuning", {"error": {"code": "INVALID_API_KEY", "message": "Key?"}}, "INVALID_API_KEY", "Key?"),
    ],
)
def test_errors_tell_what_the_provider_said(
    world: World, provider: str, body: dict[str, object], code: str, message: str
) -> None:
    with pytest.raises(APIError) as caught:
        get(world, provider, reply(body, 401))
    assert (caught.value.code, caught.value.message) == (code, message)
    assert f"({code}: {message}); check the API key ({provider.upper()}_API_KEY" in str(caught.value)


@pytest.mark.parametrize("provider", URLS)
@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"[]", b'"text"', b"{}", b"\xff"])
def test_an_error_body_of_any_kind_is_still_that_error(world: World, provider: str, body: bytes) -> None:
    with pytest.raises(APIError) as caught:
        get(world, provider, Answer(403, body, {"content-type": "application/json"}))
    assert (caught.value.status_code, caught.value.body) == (403, body)

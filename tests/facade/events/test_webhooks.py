"""Being called back: bodies into jobs, tokens, and the ready ASGI app."""

import asyncio
import json
from datetime import UTC, datetime

import httpx
import pytest
from generation_jobs import ConfigurationError, JobError, JobStatus, Media, WebhookError
from generation_jobs.webhooks import MAX_BODY, read_webhook, same_token, webhook_app

TOKEN = "correct horse"
COMPLETED = {  # in the shape of https://docs.finetuning.ai/docs/webhooks
    "id": "gen_abc123",
    "status": "completed",
    "audioUrl": "https://media.finetuning.ai/gen_abc123.mp3",
    "duration": 90.3,
    "prompt": "lofi chill piano night",
    "parameters": {"bpm": 85, "timesignature": 4},
    "createdAt": "2025-01-15T10:30:00.000Z",
    "completedAt": "2025-01-15T10:30:17.623Z",
}
FAILED = {
    **COMPLETED,
    "status": "failed",
    "audioUrl": None,
    "duration": None,
    "errorMessage": "GPU job timed out after 240s",
}


def read(payload):
    return read_webhook("finetuning", json.dumps(payload).encode())


def test_completed():
    job = read(COMPLETED)
    assert (job.ref, job.status, job.provider_status) == ("finetuning:gen_abc123", JobStatus.SUCCEEDED, "completed")
    assert job.media == (Media("audio", COMPLETED["audioUrl"], content_type="audio/mpeg", duration_s=90.3),)
    assert job.created_at == datetime(2025, 1, 15, 10, 30, tzinfo=UTC)
    assert job.completed_at == datetime(2025, 1, 15, 10, 30, 17, 623000, tzinfo=UTC)
    assert job.error is None


def test_failed():
    job = read(FAILED)
    assert (job.status, job.media, job.error) == (
        JobStatus.FAILED,
        (),
        JobError(message="GPU job timed out after 240s"),
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{"id": "gen_abc1',
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"id": "gen_1"}',
        b'{"id": "gen_1", "status": "processing"}',
        b'{"id": "gen_1", "status": "exploded"}',
        b'{"id": "gen_1", "status": 7}',
        b'{"id": "..", "status": "completed"}',
        b'{"id": "", "status": "completed"}',
        b'{"data": {"id": "gen_1", "status": "completed"}}',
        b"[" * 100_000,
    ],
)
def test_forged_truncated_or_unknown(body):
    with pytest.raises(WebhookError, match="finetuning"):
        read_webhook("finetuning", body)


@pytest.mark.parametrize("provider", ["breeze", "bland", "oxen", "nobody"])
def test_a_provider_without_webhooks_is_told(provider):
    with pytest.raises(ConfigurationError, match=f"{provider} has no documented webhook"):
        read_webhook(provider, b"{}")


def test_same_token():
    assert same_token(TOKEN, TOKEN)
    assert not same_token(TOKEN, TOKEN[:-1])
    assert not same_token(TOKEN, None)
    assert not same_token("schlüssel", "schlussel")


def call(app, method="POST", content=None, token=TOKEN):
    async def send():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://you.example") as client:
            params = {} if token is None else {"token": token}
            body = json.dumps(COMPLETED).encode() if content is None else content
            return await client.request(method, "/hook", params=params, content=body)

    return asyncio.run(send()).status_code


def test_app_hands_the_job_over():
    seen = []
    assert call(webhook_app(seen.append, provider="finetuning", token=TOKEN)) == 204
    assert [job.ref for job in seen] == ["finetuning:gen_abc123"]


def test_app_awaits_an_async_function():
    seen = []

    async def on_job(job):
        await asyncio.sleep(0)
        seen.append(job.ref)

    assert call(webhook_app(on_job, provider="finetuning", token=TOKEN)) == 204
    assert seen == ["finetuning:gen_abc123"]


@pytest.mark.parametrize(
    ("status", "how"),
    [
        (401, {"token": "wrong horse"}),
        (401, {"token": None}),
        (405, {"method": "GET"}),
        (400, {"content": b"{}"}),
        (413, {"content": b" " * (MAX_BODY + 1)}),
    ],
)
def test_app_refuses(status, how):
    seen = []
    assert call(webhook_app(seen.append, provider="finetuning", token=TOKEN), **how) == status
    assert seen == []


def test_app_tells_that_its_function_failed(caplog):
    def on_job(job):
        raise RuntimeError("the database is away")

    assert call(webhook_app(on_job, provider="finetuning", token=TOKEN)) == 500
    assert "finetuning:gen_abc123" in caplog.text
    assert "the database is away" in caplog.text


def test_app_wants_a_token():
    with pytest.raises(ConfigurationError, match="token is empty"):
        webhook_app(print, provider="finetuning", token="")

"""Being called back: bodies into jobs, tokens, and the ready ASGI app."""

import asyncio
import io
import json
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from threading import Event
from urllib.parse import urlencode
from wsgiref.validate import validator

import httpx
import pytest
from fastapi import FastAPI
from flask import Flask
from generation_jobs import ConfigurationError, JobError, JobStatus, Media, WebhookError
from generation_jobs.webhooks import MAX_BODY, read_webhook, same_token, webhook_app, webhook_wsgi_app
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from werkzeug.middleware.dispatcher import DispatcherMiddleware

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


def test_a_number_of_thousands_of_digits_does_not_hide_the_job():
    body = json.dumps(COMPLETED).replace("90.3", "9" * 6000).encode()
    job = read_webhook("finetuning", body)
    assert (job.ref, job.media[0].duration_s) == ("finetuning:gen_abc123", None)


@pytest.mark.parametrize("provider", ["breeze", "bland", "oxen"])
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
def test_app_refuses_and_logs_why(status, how, caplog):
    caplog.set_level("INFO", "generation_jobs")
    seen = []
    assert call(webhook_app(seen.append, provider="finetuning", token=TOKEN), **how) == status
    assert seen == []
    (record,) = caplog.records
    assert status == 400 or f"a callback of finetuning is refused with {status}: " in record.getMessage()
    assert TOKEN not in caplog.text
    assert "horse" not in caplog.text


def test_app_tells_that_its_function_failed(caplog):
    def on_job(job):
        raise RuntimeError("the database is away")

    assert call(webhook_app(on_job, provider="finetuning", token=TOKEN)) == 500
    assert "finetuning:gen_abc123" in caplog.text
    assert "the database is away" in caplog.text


@pytest.mark.parametrize(
    ("on_job", "provider", "token", "found"),
    [
        (print, "finetuning", "", "token is empty"),
        (print, "finetuning", None, "token is None: give text"),
        (print, "breeze", TOKEN, "breeze has no documented webhook"),
        (print, "finetunning", TOKEN, "did you mean finetuning?"),
        ("finetuning", "finetuning", TOKEN, "on_job is of type str"),
        (lambda: None, "finetuning", TOKEN, "on_job cannot be called with a job .*: give a function that takes a job"),
        (lambda job, time: None, "finetuning", TOKEN, "on_job cannot be called with a job"),
    ],
)
@pytest.mark.parametrize("build", [webhook_app, webhook_wsgi_app])
def test_apps_that_could_not_work_are_not_built(build, on_job, provider, token, found):
    with pytest.raises(ConfigurationError, match=found):
        build(on_job, provider=provider, token=token)


class Coroutine:
    async def __call__(self, job):
        raise AssertionError


@pytest.mark.parametrize("on_job", [Coroutine.__call__.__get__(1), Coroutine()])
def test_a_wsgi_app_awaits_nothing(on_job):
    with pytest.raises(ConfigurationError, match="give a plain function, or use webhook_app"):
        webhook_wsgi_app(on_job, provider="finetuning", token=TOKEN)


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_a_wsgi_app_tells_that_what_its_function_returned_was_not_awaited(caplog):
    app = webhook_wsgi_app(lambda job: Coroutine()(job), provider="finetuning", token=TOKEN)
    assert in_wsgi(app)("POST", "/hook", params={"token": TOKEN}, json=COMPLETED).status_code == 500
    assert "on_job returned a coroutine" in caplog.text


def test_a_callback_whose_function_was_cancelled_may_come_again():
    seen = []

    async def on_job(job):
        seen.append(job.ref)
        await (asyncio.Event().wait() if len(seen) == 1 else asyncio.sleep(0))

    async def story():
        app = webhook_app(on_job, provider="finetuning", token=TOKEN)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://you.example") as web:
            first = asyncio.create_task(web.post("/hook", params={"token": TOKEN}, json=COMPLETED))
            while not seen:
                await asyncio.sleep(0)
            meanwhile = await web.post("/hook", params={"token": TOKEN}, json=COMPLETED)
            first.cancel()
            await asyncio.wait([first])
            return meanwhile.status_code, (await web.post("/hook", params={"token": TOKEN}, json=COMPLETED)).status_code

    assert asyncio.run(story()) == (503, 204)
    assert len(seen) == 2


def in_asgi(app):
    def request(method, url, **how):
        async def send():
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://you.example") as web:
                return await web.request(method, url, **how)

        return asyncio.run(send())

    return request


def in_wsgi(app):
    return httpx.Client(transport=httpx.WSGITransport(app), base_url="https://you.example").request


def starlette_route(on_job):
    return in_asgi(Starlette(routes=[Route("/hook", webhook_app(on_job, provider="finetuning", token=TOKEN))]))


def starlette_mount(on_job):
    return in_asgi(Starlette(routes=[Mount("/hook", webhook_app(on_job, provider="finetuning", token=TOKEN))]))


def fastapi(on_job):
    app = FastAPI()
    app.mount("/hook", webhook_app(on_job, provider="finetuning", token=TOKEN))
    return in_asgi(app)


def flask(on_job):
    app = Flask(__name__)
    hook = webhook_wsgi_app(on_job, provider="finetuning", token=TOKEN)
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/hook": hook})
    return in_wsgi(app)


def plain_wsgi(on_job):
    return in_wsgi(validator(webhook_wsgi_app(on_job, provider="finetuning", token=TOKEN)))


FRAMEWORKS = [starlette_route, starlette_mount, fastapi, flask, plain_wsgi]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_frameworks_serve_the_app(framework, caplog):
    seen, is_away = [], True

    def on_job(job):
        if is_away:
            raise RuntimeError("the database is away")
        seen.append((job.ref, job.status))

    request = framework(on_job)
    url = "/hook" if framework is starlette_route else "/hook/"
    ask = {"url": url, "params": {"token": TOKEN}}
    assert request("POST", **ask, json=COMPLETED).status_code == 500
    is_away = False
    assert request("POST", **ask, json=COMPLETED).status_code == 204
    assert seen == [("finetuning:gen_abc123", JobStatus.SUCCEEDED)]
    assert request("POST", **ask, json=COMPLETED).status_code == 204  # a replay
    assert len(seen) == 1
    assert request("POST", **ask, json=FAILED).status_code == 204
    assert len(seen) == 2
    assert request("GET", **ask).headers["allow"] == "POST"
    assert request("POST", url, params={"token": "other"}, json=COMPLETED).status_code == 401
    assert request("POST", **ask, content=b"{}").status_code == 400
    assert request("POST", **ask, content=b" " * (MAX_BODY + 1)).status_code == 413


@pytest.mark.parametrize("query", ["token=a+b%2Fc", "token=a%2Bb%2Fc", "token=a+b/c"])
@pytest.mark.parametrize("build", [webhook_app, webhook_wsgi_app])
def test_a_token_may_have_a_plus(build, query):
    app = build(lambda job: None, provider="finetuning", token="a+b/c")
    request = in_asgi(app) if build is webhook_app else in_wsgi(app)
    assert request("POST", f"/hook?{query}", json=COMPLETED).status_code == 204
    assert request("POST", f"/hook?{query}&token=a", json=COMPLETED).status_code == 401


def test_a_wsgi_app_reads_no_more_than_the_body():
    def status_of(length, **environ):
        statuses = []
        app = webhook_wsgi_app(lambda job: None, provider="finetuning", token="t")
        body = io.BytesIO(json.dumps(COMPLETED).encode())
        given = {"REQUEST_METHOD": "POST", "QUERY_STRING": "token=t", "CONTENT_LENGTH": length, "wsgi.input": body}
        app({**given, **environ}, lambda status, headers: statuses.append(status))
        return statuses[0]

    assert status_of("") == "400 Bad Request"
    assert status_of("many") == "400 Bad Request"
    assert status_of("", **{"wsgi.input_terminated": True}) == "204 No Content"


def test_a_flood_in_threads_loses_no_callback(monkeypatch):
    monkeypatch.setattr("generation_jobs.webhooks._REMEMBERED", 5)
    seen = set()
    app = webhook_wsgi_app(lambda job: seen.add(job.ref), provider="finetuning", token=TOKEN)
    statuses = set()

    def flood(thread):
        for number in range(100):
            body = json.dumps({**COMPLETED, "id": f"gen_{thread}_{number}"}).encode()
            statuses.add(posted(app, body, str(len(body))))

    with switching_often(), ThreadPoolExecutor(8) as pool:
        list(pool.map(flood, range(8)))
    assert (statuses, len(seen)) == ({"204 No Content"}, 800)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_child_takes_callbacks_that_was_forked_while_threads_take_some():
    app, is_over, ends = webhook_wsgi_app(lambda job: None, provider="finetuning", token=TOKEN), Event(), []

    def take(job_id):
        body = json.dumps({**COMPLETED, "id": job_id}).encode()
        return posted(app, body, str(len(body)))

    def flood():
        for number in count():
            if is_over.is_set():
                return
            take(f"gen_{number}")

    with switching_often(), ThreadPoolExecutor(2) as pool:
        pool.submit(flood)
        pool.submit(flood)
        for number in range(40):
            if (child := os.fork()) == 0:
                signal.alarm(10)  # kills it if it hangs
                os._exit(0 if take(f"child_{number}") == "204 No Content" else 1)
            ends.append(os.waitpid(child, 0)[1])
        is_over.set()
    assert ends == [0] * 40


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_child_takes_the_callback_that_its_parent_is_passing_on():
    entered, is_over, parent = Event(), Event(), os.getpid()
    body = json.dumps(COMPLETED).encode()

    def on_job(job):
        entered.set()
        if os.getpid() == parent:
            is_over.wait(10)

    app = webhook_wsgi_app(on_job, provider="finetuning", token=TOKEN)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(posted, app, body, str(len(body)))
        assert entered.wait(10)
        if (child := os.fork()) == 0:
            signal.alarm(10)  # kills it if it hangs
            os._exit(0 if posted(app, body, str(len(body))) == "204 No Content" else 1)
        assert os.waitpid(child, 0)[1] == 0
        is_over.set()
        assert first.result() == "204 No Content"


@pytest.mark.parametrize("length", ["-1", "1e3", "²", "9" * 5000])
def test_a_wsgi_app_refuses_what_is_no_length(length, caplog):
    assert posted(webhook_wsgi_app(print, provider="finetuning", token=TOKEN), b"", length) == "400 Bad Request"
    assert "a callback of finetuning is refused with 400: its Content-Length is no number" in caplog.text


def posted(app, body, length):
    """Return the status of a WSGI app's answer."""
    begun = []
    environ = {
        "REQUEST_METHOD": "POST",
        "QUERY_STRING": urlencode({"token": TOKEN}),
        "CONTENT_LENGTH": length,
        "wsgi.input": io.BytesIO(body),
    }
    app(environ, lambda status, _: begun.append(status))
    return begun[0]


@contextmanager
def switching_often():
    """Let threads take turns far more often than usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)

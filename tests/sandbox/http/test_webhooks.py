"""Finetuning's callbacks."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs_sandbox import Sandbox, World
from generation_jobs_sandbox.models.finetuning import GenerationCallback

from tests.sandbox.conftest import KEYS, Clock

if TYPE_CHECKING:
    from collections.abc import Iterator


PATIENCE = 5.0  # seconds until a test gives up


@pytest.fixture
def box(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(World(now=clock, queued=1, running=2)) as running:
        yield running


class _Receiver(BaseHTTPRequestHandler):
    calls: Queue[tuple[str, dict[str, str], Any]]
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.calls.put((self.path, {name.lower(): value for name, value in self.headers.items()}, json.loads(body)))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def receiver(answers: int = 200) -> Iterator[tuple[str, Queue[tuple[str, dict[str, str], Any]]]]:
    """A receiver of callbacks on loopback, and what it got."""
    calls: Queue[tuple[str, dict[str, str], Any]] = Queue()
    kind = type("Receiver", (_Receiver,), {"calls": calls, "status": answers})
    with HTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}/hook?token=s3cret", calls
        server.shutdown()
        thread.join()


def submit(box: Sandbox, webhook: str) -> httpx.Response:
    body = {"tags": "lofi", "webhook": webhook, "timesignature": "3"}
    return httpx.post(f"{box.base_url('finetuning')}/v1/generations", headers=KEYS["finetuning"], json=body)


@pytest.mark.parametrize("outcome", ["succeeded", "failed"])
def test_an_ended_generation_calls_back_flat_and_unsigned(outcome: str, box: Sandbox, clock: Clock) -> None:
    box.world.allow_private_webhooks = True
    box.world.next_job("finetuning", outcome)
    with receiver() as (url, calls):
        job = submit(box, url).json()["data"]["id"]
        clock.forward(10)
        path, headers, body = calls.get(timeout=PATIENCE)
    assert path == "/hook?token=s3cret"
    assert headers["user-agent"] == "finetuning-webhook/1.0"
    assert headers["content-type"] == "application/json"
    assert "x-api-key" not in headers
    assert (body["id"], body["prompt"], body["createdAt"]) == (job, "lofi", "2026-11-23T12:00:00.250Z")
    assert body["completedAt"] == "2026-11-23T12:00:03.250Z"
    assert body["parameters"]["timesignature"] == 3
    GenerationCallback.model_validate(body, strict=True)
    if outcome == "failed":
        assert (body["status"], body["audioUrl"], body["duration"]) == ("failed", None, None)
        assert body["errorMessage"] == "GPU job timed out after 240s"
    else:
        assert (body["status"], "errorMessage" in body) == ("completed", False)
        assert httpx.get(body["audioUrl"]).headers["content-type"] == "audio/mpeg"


def test_each_ended_job_is_called_back_once_whatever_the_receiver_answers(box: Sandbox, clock: Clock) -> None:
    box.world.allow_private_webhooks = True
    with receiver(answers=500) as (url, calls):
        first = submit(box, url).json()["data"]["id"]
        clock.forward(10)
        _, _, found = calls.get(timeout=PATIENCE)
        second = submit(box, url).json()["data"]["id"]
        third = submit(box, url).json()["data"]["id"]
        assert calls.empty()
        clock.forward(10)
        later = {calls.get(timeout=PATIENCE)[2]["id"] for _ in range(2)}
    assert (found["id"], later, calls.empty()) == (first, {second, third}, True)
    assert {delivery.sent for delivery in box.world.webhooks} == {True}


def test_a_callback_is_not_repeated_when_the_receiver_is_gone(box: Sandbox, clock: Clock) -> None:
    box.world.allow_private_webhooks = True
    with receiver() as (gone, _):
        pass
    submit(box, gone)
    clock.forward(10)
    with receiver() as (url, calls):
        for _ in range(2):  # by the second, all about the first is over
            submit(box, url)
            clock.forward(10)
            calls.get(timeout=PATIENCE)
    first, *_ = box.world.webhooks
    assert (first.url, first.sent, first.status) == (gone, True, None)
    assert [delivery.url for delivery in box.world.webhooks] == [gone, url, url]


def test_callbacks_to_this_machine_need_permission(box: Sandbox) -> None:
    answer = submit(box, "https://127.0.0.1:9/hook")
    assert (answer.status_code, answer.json()["error"]["details"]) == (400, {"field": "webhook"})
    assert "this sandbox takes one of this machine with --allow-private-webhooks" in answer.json()["error"]["message"]
    assert "sandbox" not in submit(box, "https://10.0.0.1/hook").json()["error"]["message"]


def test_nothing_leaves_this_machine(box: Sandbox, clock: Clock) -> None:
    box.world.allow_private_webhooks = True
    public = "https://receiver.example/hook"
    with receiver() as (url, calls):
        job = submit(box, public).json()["data"]["id"]
        submit(box, url)
        clock.forward(10)
        calls.get(timeout=PATIENCE)
    (kept,) = [delivery for delivery in box.world.webhooks if delivery.url == public]
    assert (kept.job, kept.sent, kept.status) == (job, False, None)
    assert json.loads(kept.body)["id"] == job

"""Oxen's event stream."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs_sandbox import Sandbox, World
from generation_jobs_sandbox._http import events as sandbox_events

from tests.sandbox.conftest import KEYS, Caller, Clock

if TYPE_CHECKING:
    from collections.abc import Iterator


PATIENCE = 5.0  # seconds until a test gives up


@pytest.fixture
def box(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(World(now=clock, queued=1, running=2)) as running:
        yield running


@contextmanager
def listening(box: Sandbox) -> Iterator[Iterator[str]]:
    """The blocks of Oxen's stream, once it is open."""
    url = box.base_url("oxen") + "/api/events"
    with httpx.stream("GET", url, headers=KEYS["oxen"], timeout=PATIENCE) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        found = blocks(answer)
        assert next(found) == ": connected"
        yield found


def blocks(answer: httpx.Response) -> Iterator[str]:
    kept = ""
    for text in answer.iter_text():
        *whole, kept = (kept + text).split("\n\n")
        yield from whole


def data(block: str) -> Any:
    name, _, line = block.partition("\n")
    assert name == "event: media_generation_completed"
    return json.loads(line.removeprefix("data: "))


def test_each_ended_job_gives_one_event_in_the_documented_form(box: Sandbox, clock: Clock) -> None:
    with listening(box) as stream:
        good = box.world.add("oxen", running=5)
        clock.forward(5)
        result = data(next(stream))
        assert result.pop("url").startswith(box.media_url)
        assert result == {
            "generation_id": good,
            "status": "succeeded",
            "media_type": "image",
            "model": "flux-2-dev",
        }
        bad = box.world.add("oxen", "failed", media="video", running=5)
        clock.forward(5)
        assert data(next(stream)) == {
            "generation_id": bad,
            "status": "failed",
            "media_type": "video",
            "error": "Insufficient credits",
        }


def test_there_is_no_event_for_a_cancelled_job_or_one_that_ended_before(box: Sandbox) -> None:
    box.world.add("oxen")
    with listening(box) as stream:
        running = box.world.add("oxen", running=60)
        httpx.delete(f"{box.base_url('oxen')}/api/ai/queue/{running}", headers=KEYS["oxen"])
        last = box.world.add("oxen")
        assert data(next(stream))["generation_id"] == last


def test_an_idle_stream_is_kept_alive(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sandbox_events.KEEP_ALIVE == 15.0
    monkeypatch.setattr(sandbox_events, "KEEP_ALIVE", 0.05)
    with listening(box) as stream:
        assert next(stream) == ": keep-alive"


def test_a_stream_can_be_cut_and_opened_again(box: Sandbox) -> None:
    with listening(box) as stream:
        box.world.cut_streams()
        assert list(stream) == []
    with listening(box) as stream:
        job = box.world.add("oxen")
        assert data(next(stream))["generation_id"] == job


def test_a_stream_needs_a_key(caller: Caller) -> None:
    assert caller.get("https://hub.oxen.ai/api/events").status_code == 401

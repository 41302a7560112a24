"""The body of a job along its life, at each provider."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.conftest import PROVIDERS, Caller, Clock, result_url, row

if TYPE_CHECKING:
    from generation_jobs_sandbox import World

PAGES = Path(__file__).parents[3] / "specs"


# Status words in the order of a life that ends well, then of one that fails; the words are those of the pages.
WORDS = {
    "breeze": (["active", "active", "ready"], "failed"),
    "playai": (["IN_PROGRESS", "IN_PROGRESS", "COMPLETED"], "FAILED"),
    "oxen": (["queued", "processing", "succeeded"], "failed"),
    "finetuning": (["pending", "processing", "completed"], "failed"),
}


def word(provider: str, body: Any) -> Any:
    found = row(provider, body)
    return found["output"]["status"] if provider == "playai" else found["status"]


@pytest.mark.parametrize("provider", WORDS)
def test_a_job_is_queued_then_runs_then_ends_well(provider: str, world: World, clock: Clock, caller: Caller) -> None:
    job = world.add(provider, queued=5, running=10)
    seen = []
    for _ in range(3):
        body = caller.job(provider, job).json()
        seen.append((word(provider, body), result_url(provider, body) is not None))
        clock.forward(7.5)
    first, second, third = WORDS[provider][0]
    assert seen == [(first, False), (second, False), (third, True)]


@pytest.mark.parametrize("provider", WORDS)
def test_a_job_that_fails_has_no_result(provider: str, world: World, caller: Caller) -> None:
    body = caller.job(provider, world.add(provider, "failed")).json()
    assert word(provider, body) == WORDS[provider][1]
    assert result_url(provider, body) is None


def test_each_provider_gives_the_reason_of_a_failure_in_its_own_place(world: World, caller: Caller) -> None:
    def failed(provider: str) -> Any:
        return row(provider, caller.job(provider, world.add(provider, "failed")).json())

    assert failed("breeze")["error"]["code"] == "GENERATION_FAILED"
    assert failed("oxen")["error_message"] == "Insufficient credits"
    assert failed("finetuning")["errorMessage"] == "GPU job timed out after 240s"
    assert failed("playai")["output"] == {"status": "FAILED"}


def test_clocks_are_written_as_each_provider_writes_them(world: World, caller: Caller) -> None:
    result = {name: row(name, caller.job(name, world.add(name)).json()) for name in PROVIDERS}
    assert result["breeze"]["created_at"] == "2026-11-23T12:00:00Z"
    assert result["playai"]["createdAt"] == "2026-11-23T12:00:00.250Z"
    assert result["bland"]["created_at"] == "2026-11-23T12:00:00.250Z"
    assert result["oxen"]["enqueued_at"] == 1795435200
    assert result["finetuning"]["createdAt"] == "2026-11-23 12:00:00"
    assert result["finetuning"]["completedAt"] == "2026-11-23T12:00:00.250Z"


@pytest.mark.parametrize(
    ("provider", "job", "page"),
    [
        ("bland", "a3f8c2d1-4b5e-6789-0abc-def012345678", "bland/pages/get-tts-generation.md"),
        ("finetuning", "gen_abc123", "finetuning/pages/get-generation.txt"),
    ],
)
def test_a_documented_example_is_told_as_on_its_page(provider: str, job: str, page: str, caller: Caller) -> None:
    answer = caller.job(provider, job)
    lines = [line.strip() for line in answer.text.splitlines()]
    printed = [line.strip() for line in (PAGES / page).read_text(encoding="utf-8").splitlines()]
    start = next(n for n in range(len(printed)) if printed[n : n + 2] == lines[:2])
    assert printed[start : start + len(lines)] == lines
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("kind", ["image", "video"])
def test_oxen_makes_images_and_videos(kind: str, world: World, caller: Caller) -> None:
    body = caller.job("oxen", world.add("oxen", media=kind)).json()
    assert body["generation"]["media_type"] == kind
    assert body["generation"]["prompt"]  # what was asked for is merged into the row


def test_an_id_may_need_quoting(world: World, caller: Caller) -> None:
    assert caller.job("breeze", "a%20%3F%23b").status_code == 404
    world.add("breeze", id="a ?#b")
    assert caller.job("breeze", "a%20%3F%23b").json()["generation_job_id"] == "a ?#b"


def test_bodies_are_json_with_their_length(world: World, caller: Caller) -> None:
    for provider in PROVIDERS:
        answer = caller.job(provider, world.add(provider))
        assert answer.headers["content-length"] == str(len(answer.content))
        assert json.loads(answer.content)

"""The documented rate limits, with the documented headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generation_jobs_sandbox import World

    from tests.sandbox.conftest import Caller, Clock


def test_finetuning_takes_ten_creates_in_any_minute_and_sixty_other_calls(clock: Clock, caller: Caller) -> None:
    for left in range(9, -1, -1):
        assert caller.submit("finetuning").headers["x-ratelimit-remaining"] == str(left)
    clock.forward(45.5)
    refused = caller.submit("finetuning")
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "GENERATION_RATE_LIMITED")
    assert (refused.headers["retry-after"], refused.headers["x-ratelimit-limit"]) == ("15", "10")
    other = caller.do("finetuning", "GET /v1/me")
    assert (other.status_code, other.headers["x-ratelimit-remaining"]) == (200, "59")
    clock.forward(14.5)
    assert caller.submit("finetuning").status_code == 202


def test_finetuning_sends_its_quota_with_every_refusal_too(caller: Caller) -> None:
    refused = caller.submit("finetuning", duration=1)
    assert (refused.status_code, refused.headers["x-ratelimit-remaining"]) == (400, "9")
    assert caller.job("finetuning", "nobody").headers["x-ratelimit-remaining"] == "59"


def test_finetuning_allows_sixty_reads_a_minute(world: World, clock: Clock, caller: Caller) -> None:
    job = world.add("finetuning")
    left = [caller.job("finetuning", job).headers["x-ratelimit-remaining"] for _ in range(60)]
    assert (left[0], left[-1]) == ("59", "0")
    clock.forward(20.5)
    refused = caller.job("finetuning", job)
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "RATE_LIMITED"
    assert refused.headers["retry-after"] == "40"
    assert refused.headers["x-ratelimit-limit"] == "60"
    clock.forward(40)
    answer = caller.job("finetuning", job)
    assert answer.status_code == 200
    assert "retry-after" not in answer.headers


def test_finetuning_counts_all_calls_but_creates_in_one_window(world: World, caller: Caller) -> None:
    job = world.add("finetuning")
    answers = [caller.job("finetuning", job), caller.do("finetuning", "GET /v1/me"), caller.job("finetuning", job)]
    assert [answer.headers["x-ratelimit-remaining"] for answer in answers] == ["59", "58", "57"]

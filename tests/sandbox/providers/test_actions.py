"""Cancelling, retrying, deleting, and reading the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from generation_jobs_sandbox import World

    from tests.sandbox.conftest import Caller, Clock


@pytest.mark.parametrize(("wait", "started"), [(0, False), (3, True)])
def test_oxen_cancels_what_is_under_way(wait: int, started: bool, world: World, clock: Clock, caller: Caller) -> None:
    job = world.add("oxen", queued=2, running=60)
    clock.forward(wait)
    answer = caller.do("oxen", f"DELETE /api/ai/queue/{job}")
    assert answer.json() == {"status": "success", "generation_id": job}
    clock.forward(100)
    found = caller.job("oxen", job).json()["generation"]
    assert (found["status"], found["result_url"]) == ("cancelled", None)
    assert found["completed_at"] == found["enqueued_at"] + wait
    assert (found["started_at"] is not None) == started


def test_oxen_leaves_an_ended_generation_as_it_is(world: World, caller: Caller) -> None:
    job = world.add("oxen")
    assert caller.do("oxen", f"DELETE /api/ai/queue/{job}").status_code == 200
    assert caller.job("oxen", job).json()["generation"]["status"] == "succeeded"
    assert caller.do("oxen", "DELETE /api/ai/queue/nobody").status_code == 404


def test_oxen_retries_with_the_same_parameters(world: World, clock: Clock, caller: Caller) -> None:
    world.next_job("oxen", "failed", queued=0, running=5)
    job = caller.submit("oxen", aspect_ratio="1:1").json()["generations"][0]["generation_id"]
    again = caller.do("oxen", f"POST /api/ai/queue/{job}/retry").json()
    assert (again["retried_from_id"], again["aspect_ratio"]) == (job, "1:1")
    assert caller.job("oxen", job).json()["generation"]["status"] == "cancelled"
    clock.forward(10)
    assert caller.job("oxen", again["generation_id"]).json()["generation"]["status"] == "succeeded"
    assert caller.do("oxen", f"POST /api/ai/queue/{again['generation_id']}/retry").status_code == 400
    assert [one.accepted for one in world.submissions] == [True, True, False]


def test_breeze_deletes_from_the_history_alone(world: World, caller: Caller) -> None:
    job = world.add("breeze")
    assert caller.do("breeze", f"DELETE /v1/history/{job}").status_code == 200
    assert caller.do("breeze", "GET /v1/history").json()["history"] == []
    assert caller.do("breeze", f"GET /v1/history/{job}").status_code == 404
    assert caller.do("breeze", f"GET /v1/history/{job}/audio").status_code == 404
    assert caller.do("breeze", f"DELETE /v1/history/{job}").json()["code"] == "RESOURCE_NOT_FOUND"
    assert caller.job("breeze", job).status_code == 200


def test_finetuning_deletes_up_to_a_hundred_and_says_what_it_could_not(world: World, caller: Caller) -> None:
    first, second, third = (world.add("finetuning") for _ in range(3))
    line = "POST /v1/generations/bulk-delete"
    assert caller.do("finetuning", line, {"ids": [first]}).json() == {"data": {"deleted": [first]}}
    answer = caller.do("finetuning", line, {"ids": [second, "gen_nobody"]})
    assert answer.status_code == 200
    reason = {"id": "gen_nobody", "error": "Track not found or not owned by you"}
    assert answer.json() == {"data": {"deleted": [second], "errors": [reason]}}
    assert caller.job("finetuning", second).status_code == 404
    assert caller.job("finetuning", third).status_code == 200
    for ids in ([], ["x"] * 101, [1]):
        assert caller.do("finetuning", line, {"ids": ids}).status_code == 400


def test_finetunings_account_counts_credits_and_queue(world: World, caller: Caller) -> None:
    left = caller.submit("finetuning").json()["data"]["creditsRemaining"]
    found = caller.do("finetuning", "GET /v1/me").json()["data"]["limits"]
    assert (found["totalRemaining"], found["generationsUsed"], found["queueDepth"]) == (left, 1, 1)


def test_breezes_entitlements_follow_its_plan(world: World, caller: Caller) -> None:
    assert caller.do("breeze", "GET /v1/entitlements").json()["max_concurrent_generations"] == 3
    world.set_plan("breeze", "pro")
    found = caller.do("breeze", "GET /v1/entitlements").json()
    assert (found["plan_code"], found["max_concurrent_generations"]) == ("pro", 20)
    with pytest.raises(ValueError, match="breeze has no plan 'gold'; one of: free, starter, creator, pro"):
        world.set_plan("breeze", "gold")
    with pytest.raises(ValueError, match=r"oxen has no plans$"):
        world.set_plan("oxen", "pro")

"""Submits that go wrong: whether they were accepted, and whether they cost twice."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from generation_jobs_sandbox import Fault, Sandbox, World

from tests.sandbox.conftest import KEYS, NOON, SUBMITS, Caller, Clock


def post(box: Sandbox, provider: str) -> httpx.Response:
    line, body = SUBMITS[provider]
    url = box.base_url(provider) + line.removeprefix("POST ")
    return httpx.post(url, headers=KEYS[provider], json=body, timeout=5)


@pytest.mark.parametrize("provider", SUBMITS)
def test_every_attempt_is_recorded(provider: str, world: World, clock: Clock, caller: Caller) -> None:
    caller.submit(provider)
    (one,) = world.submissions
    assert (one.provider, one.at, one.accepted) == (provider, NOON, True)
    assert json.loads(one.body) == SUBMITS[provider][1]
    assert one.ids == tuple(job.id for job in world.jobs(provider))


def test_several_jobs_of_one_submit_are_one_attempt(world: World, caller: Caller) -> None:
    caller.submit("oxen", num_generations=4)
    (one,) = world.submissions
    assert len(set(one.ids)) == 4


@pytest.mark.parametrize("provider", SUBMITS)
@pytest.mark.parametrize("accepted", [True, False])
def test_a_connection_is_cut_after_or_before_acceptance(provider: str, accepted: bool) -> None:
    with Sandbox() as box:
        box.world.inject_fault(provider, Fault("reset", on="submit", accepted=accepted))
        with pytest.raises(httpx.ReadError, match="reset"):
            post(box, provider)
        assert [one.accepted for one in box.world.submissions] == [accepted]
        assert len(box.world.jobs(provider)) == accepted
        assert post(box, provider).is_success


@pytest.mark.parametrize(
    ("fault", "accepted"),
    [
        (Fault("status", on="submit", status=429, retry_after=7), False),
        (Fault("status", on="submit", status=503), False),
        (Fault("html", on="submit"), False),
        (Fault("html", on="submit", accepted=True), True),
        (Fault("redirect", on="submit"), False),
        (Fault("truncated", on="submit"), True),
        (Fault("headers", on="submit"), True),
    ],
)
def test_a_refusal_costs_nothing_and_a_lost_answer_does(
    fault: Fault, accepted: bool, world: World, caller: Caller
) -> None:
    world.inject_fault("finetuning", fault)
    answer = caller.submit("finetuning")
    assert answer.status_code == (202 if fault.kind in ("truncated", "headers") else fault.status_code)
    assert [one.accepted for one in world.submissions] == [accepted]
    assert len(world.jobs("finetuning")) == accepted
    assert caller.submit("finetuning").status_code == 202


def test_retry_after_is_sent_with_the_refusal(world: World, caller: Caller) -> None:
    world.inject_fault("breeze", Fault("status", on="submit", status=429, retry_after=7))
    assert caller.submit("breeze").headers["retry-after"] == "7"


def test_faults_can_be_injected_into_lists_and_actions(world: World, caller: Caller) -> None:
    job = world.add("oxen", running=60)
    world.inject_fault("oxen", Fault("status", on="list", status=500), Fault("status", on="action", status=502))
    assert caller.do("oxen", "GET /api/ai/generations").status_code == 500
    assert caller.do("oxen", f"DELETE /api/ai/queue/{job}").status_code == 502
    assert caller.job("oxen", job).json()["generation"]["status"] == "processing"
    assert caller.do("oxen", "GET /api/ai/generations").status_code == 200


def test_a_fault_can_be_injected_under_the_first_name_too(world: World, caller: Caller) -> None:
    world.spoil("oxen", Fault("status", on="list", status=500))
    assert caller.do("oxen", "GET /api/ai/generations").status_code == 500


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda world: world.inject_fault("oxen", Fault("html")),
            r"is on 'api'; World.inject_fault takes: submit, list",
        ),
        (lambda world: world.add("oxen", faults=[Fault("html", on="list")]), r"'list'; a job takes: api, media"),
        (lambda world: world.next_job("oxen", "lost"), "cannot end as 'lost'"),
        (lambda world: world.next_job("bland", running=1), "stores only finished jobs"),
        (lambda world: world.inject_fault("openai"), "unknown provider 'openai'"),
        (lambda _: Fault("html", accepted=True), "only a submit is accepted or not"),
        (lambda _: Fault("unknown_status", on="submit"), "can only be on 'api'"),
    ],
)
def test_a_fault_that_can_never_happen_is_refused(call: Any, message: str, world: World) -> None:
    with pytest.raises(ValueError, match=message):
        call(world)

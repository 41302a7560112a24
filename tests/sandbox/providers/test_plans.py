"""Plans limit how many generations are in progress."""

from __future__ import annotations

import asyncio
from functools import partial

import httpx
import pytest
from generation_jobs_sandbox import Fault, World, create_app

from tests.sandbox.conftest import KEYS, Caller, Clock


@pytest.mark.parametrize(("plan", "room"), [(None, 3), ("starter", 8), ("pro", 25)])
def test_breezes_plan_limits_unfinished_jobs(
    plan: str | None, room: int, world: World, clock: Clock, caller: Caller
) -> None:
    if plan:
        world.set_plan("breeze", plan)
    assert {caller.submit("breeze").status_code for _ in range(room)} == {202}
    refused = caller.submit("breeze")
    assert (refused.status_code, refused.json()["code"]) == (429, "GENERATION_CONCURRENCY_EXCEEDED")
    assert [one.accepted for one in world.submissions] == [True] * room + [False]
    clock.forward(10)
    assert caller.submit("breeze").status_code == 202


@pytest.mark.parametrize(("plan", "room"), [("new", 1), ("topped-up", 5)])
def test_blands_plan_limits_answers_in_flight(plan: str, room: int, world: World) -> None:
    world.set_plan("bland", plan)
    world.inject_fault("bland", Fault("stall", times=room, on="submit"))

    async def story() -> tuple[httpx.Response, httpx.Response]:
        app = httpx.ASGITransport(create_app(world))
        async with httpx.AsyncClient(transport=app, base_url="http://box", headers=KEYS["bland"]) as client:
            speak = partial(client.post, "/bland/v1/speak", json={"text": "Hi", "voice_id": "willow"})
            stalled = [asyncio.create_task(speak()) for _ in range(room)]
            while world.in_flight.total() < room:
                await asyncio.sleep(0)
            refused = await speak()
            for one in stalled:
                one.cancel()
            await asyncio.gather(*stalled, return_exceptions=True)
            return refused, await speak()

    refused, taken = asyncio.run(story())
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    found = refused.json()
    assert (found["error"], found["limit"]) == ("concurrency_limit_reached", room)
    assert set(found) == {"error", "limit", "message", "docs"}
    assert taken.status_code == 200

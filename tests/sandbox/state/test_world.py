"""Adding jobs to a world."""

from __future__ import annotations

import re
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from generation_jobs_sandbox import Fault, World

from tests.sandbox.conftest import PROVIDERS, Caller, Clock, result_url, submitted


def test_only_oxen_documents_cancelled_jobs(world: World, caller: Caller) -> None:
    assert caller.job("oxen", world.add("oxen", "cancelled")).json()["generation"]["status"] == "cancelled"
    for provider in ("breeze", "playai", "finetuning"):
        with pytest.raises(ValueError, match=f"{provider} cannot end as 'cancelled'; one of: succeeded, failed"):
            world.add(provider, "cancelled")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_kind_of_media_that_is_offered_can_be_had(provider: str, world: World) -> None:
    with pytest.raises(ValueError, match="does not make 'hologram'; one of: ") as refused:
        world.add(provider, media="hologram")
    for kind in str(refused.value).partition("one of: ")[2].split(", "):
        stored = world.find(provider, world.add(provider, media=kind))
        assert stored is not None
        assert stored.media.content


def test_ids_look_like_the_providers_own(world: World) -> None:
    for provider in ("playai", "bland", "oxen"):
        assert UUID(world.add(provider)).version == 4
    assert re.fullmatch(r"job_01[0-9a-z]{24}", world.add("breeze"))
    assert re.fullmatch(r"gen_[0-9a-f]{12}", world.add("finetuning"))


@pytest.mark.parametrize("provider", ["oxen", "playai"])
def test_an_id_of_another_form_than_documented_is_refused(world: World, provider: str) -> None:
    with pytest.raises(ValueError, match=f"'order-1' cannot be an id of {provider}: .*uuid"):
        world.add(provider, id="order-1")
    assert world.add(provider, id=str(UUID(int=1))) == str(UUID(int=1))
    assert world.find(provider, "order-1") is None


def test_ids_and_result_urls_differ_unless_a_seed_is_given(clock: Clock) -> None:
    def body_of(seed: str | None) -> str:
        world = World(now=clock, seed=seed)
        return Caller(world).job("breeze", world.add("breeze")).text

    assert body_of("tape") == body_of("tape")
    assert body_of(None) != body_of(None)


def test_a_documented_example_is_read_only(world: World) -> None:
    with pytest.raises(ValueError, match="there is a job finetuning:gen_abc123 already"):
        world.add("finetuning", id="gen_abc123")


def test_the_five_of_the_demo_end_within_twelve_seconds(world: World, clock: Clock, caller: Caller) -> None:
    refs = [ref.partition(":") for ref in world.add_demo()]
    assert sorted(provider for provider, _, _ in refs) == sorted(PROVIDERS)
    running = [(provider, job) for provider, _, job in refs if provider != "bland"]
    clock.forward(5.9)
    assert {result_url(*(p, caller.job(p, job).json())) for p, job in running} == {None}
    clock.forward(6.1)
    assert None not in {result_url(*(p, caller.job(p, job).json())) for p, job in running}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"provider": "openai"}, "unknown provider 'openai'; one of: breeze, playai, bland, oxen, finetuning"),
        ({"provider": "breeze", "media": "video"}, "breeze does not make 'video'; one of: audio"),
        ({"provider": "breeze", "outcome": "done"}, "breeze cannot end as 'done'; one of: succeeded, failed"),
        ({"provider": "bland", "running": 1}, "bland stores only finished jobs"),
        ({"provider": "bland", "faults": [Fault("unknown_status")]}, "bland has no status"),
        ({"provider": "oxen", "queued": -1}, "queued is -1: give a number of seconds from 0 to 1000000000"),
        ({"provider": "oxen", "running": float("nan")}, "running is nan: give a number of seconds"),
        ({"provider": "oxen", "running": "3"}, "running is '3': give a number of seconds"),
        ({"provider": "oxen", "id": ".."}, "'..' cannot be an id"),
        ({"provider": "oxen", "id": "a/b"}, "'a/b' cannot be an id"),
        ({"provider": "oxen", "id": ""}, "'' cannot be an id"),
        ({"provider": "oxen", "id": "a\nb"}, "cannot be an id"),
    ],
)
def test_a_job_that_the_provider_cannot_have_is_refused(arguments: dict[str, Any], message: str, world: World) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        world.add(**arguments)


@pytest.mark.parametrize("seconds", [-1.0, float("inf")])
def test_a_world_whose_jobs_take_no_time_there_is_is_refused(seconds: float) -> None:
    for name in ("queued", "running"):
        with pytest.raises(ValueError, match=f"{name} is {seconds}: give a number of seconds"):
            World(**{name: seconds})


def test_next_job_decides_how_submitted_jobs_go(world: World, caller: Caller) -> None:
    world.next_job("oxen", "failed", queued=0, running=0)
    world.next_job("oxen", running=0, queued=0, media="video", faults=[Fault("status", status=503)])
    failed, video, plain = (submitted("oxen", caller.submit("oxen")) for _ in range(3))
    assert caller.job("oxen", failed).json()["generation"]["status"] == "failed"
    assert caller.job("oxen", video).status_code == 503
    assert caller.job("oxen", video).json()["generation"]["media_type"] == "video"
    assert caller.job("oxen", plain).json()["generation"]["status"] == "queued"


def test_jobs_are_listed_while_another_thread_adds_some() -> None:
    world = World()
    adding = Thread(target=lambda: [world.add("oxen") for _ in range(2000)])
    adding.start()
    counts = [len(world.jobs("oxen"))]
    while adding.is_alive():
        counts.append(len(world.jobs("oxen")))
    assert counts == sorted(counts)
    assert len(world.jobs("oxen")) == 2000

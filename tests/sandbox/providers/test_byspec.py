"""Providers imitated by their specs alone: three of the five, in place of their own imitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs_sandbox import World
from generation_jobs_sandbox.models import finetuning, oxen, playai
from generation_jobs_sandbox.providers import PROVIDERS
from generation_jobs_sandbox.providers._spec import find_operation
from generation_jobs_sandbox.providers.byspec import BySpec, Phase, Places
from pydantic import TypeAdapter

from tests.sandbox.conftest import KEYS, NOON, SUBMITS, URLS, Caller, Clock

if TYPE_CHECKING:
    from collections.abc import Mapping


class PlayAI(BySpec):
    name = "playai"
    get = "get_tts_job"
    submit = "create_tts_job"
    contract = TypeAdapter(playai.TtsAsyncJob)
    error_contract = TypeAdapter(playai.ErrorResponseObject | str)
    meanings: Mapping[str, Phase | None] = {
        "IN_PROGRESS": Phase.RUNNING,
        "COMPLETED": Phase.SUCCEEDED,
        "FAILED": Phase.FAILED,
    }
    places = Places("/id", "/output/status", "/output/url")
    submitted = Places("/id", "/output/status")
    makes = ("audio",)
    sample_credentials: Mapping[str, str] = {}


class Oxen(BySpec):
    name = "oxen"
    get = "get_generation"
    contract = TypeAdapter(oxen.GenerationsShowResponse)
    error_contract = TypeAdapter(oxen.ErrorResponse)
    meanings: Mapping[str, Phase | None] = {
        "queued": Phase.QUEUED,
        "processing": Phase.RUNNING,
        "succeeded": Phase.SUCCEEDED,
        "failed": Phase.FAILED,
        "cancelled": Phase.CANCELLED,
    }
    places = Places(
        "/generation/generation_id", "/generation/status", "/generation/result_url", "/generation/error_message"
    )
    makes = ("image",)
    sample_credentials: Mapping[str, str] = {}


class Finetuning(BySpec):
    name = "finetuning"
    get = "get_generation"
    submit = "create_generation"
    contract = TypeAdapter(finetuning.GenerationResponse)
    error_contract = TypeAdapter(finetuning.ErrorResponse)
    meanings: Mapping[str, Phase | None] = {
        "pending": Phase.QUEUED,
        "processing": Phase.RUNNING,
        "completed": Phase.SUCCEEDED,
        "failed": None,
    }
    places = Places("/data/id", "/data/status", "/data/audioUrl", "/data/errorMessage")
    submitted = Places("/data/id", "/data/status")
    makes = ("audio",)
    sample_credentials: Mapping[str, str] = {}


IMITATED = {one.name: one for one in (PlayAI(), Oxen(), Finetuning())}


every_one = pytest.mark.parametrize("name", IMITATED)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> World:
    for name, provider in IMITATED.items():
        monkeypatch.setitem(PROVIDERS, name, provider)
    return World(clock)


def body_of(name: str, world: World, job_id: str) -> Any:
    """What the imitation answers; whether that is what the spec promises, it checks itself."""
    answer = Caller(world).get(URLS[name].format(id=job_id), KEYS[name])
    assert answer.status_code == 200
    return answer.json()


def at(body: Any, place: str) -> Any:
    for step in place.split("/")[1:]:
        body = body.get(step)
    return body


@every_one
def test_a_job_has_the_status_words_of_its_phases(name: str, world: World, clock: Clock) -> None:
    provider = IMITATED[name]
    job_id = world.add(name, queued=10, running=10)
    for phase in (Phase.QUEUED, Phase.RUNNING, Phase.SUCCEEDED):
        body = body_of(name, world, job_id)
        assert at(body, provider.places.id) == job_id
        assert at(body, provider.places.status) == provider.words[phase]
        assert (at(body, provider.places.result) is not None) == (phase is Phase.SUCCEEDED)
        clock.forward(10)


@pytest.mark.parametrize("name", ["playai", "oxen"])
def test_a_job_fails(name: str, world: World) -> None:
    provider = IMITATED[name]
    body = body_of(name, world, world.add(name, "failed"))
    assert at(body, provider.places.status) == provider.words[Phase.FAILED]
    assert at(body, provider.places.result) is None
    if provider.places.error:
        assert at(body, provider.places.error)


def test_a_job_cannot_end_in_a_way_that_has_no_word(world: World) -> None:
    with pytest.raises(ValueError, match="a job of finetuning cannot end as 'failed'; one of: succeeded"):
        world.add("finetuning", "failed")


def test_times_are_told_in_the_form_of_the_spec(world: World, clock: Clock) -> None:
    job_id = world.add("oxen", queued=5, running=5)
    assert body_of("oxen", world, job_id)["generation"]["completed_at"] is None
    clock.forward(10)
    assert body_of("oxen", world, job_id)["generation"]["completed_at"] == int(NOON.timestamp()) + 10
    assert body_of("playai", world, world.add("playai"))["createdAt"].startswith("2026-11-23T12:00:10")


@every_one
@pytest.mark.parametrize("drop", [0, 1])
def test_every_documented_header_is_required(name: str, world: World, drop: int) -> None:
    headers = dict(list(KEYS[name].items())[drop:]) if len(KEYS[name]) > drop else {}
    if headers == KEYS[name]:
        headers = {}
    assert Caller(world).get(URLS[name].format(id="1"), headers).status_code == 401


@every_one
def test_an_error_has_its_documented_form(name: str, world: World) -> None:
    answer = Caller(world).get(URLS[name].format(id="nothing"), KEYS[name])
    assert answer.status_code == 404
    assert "Not Found" in answer.text


@pytest.mark.parametrize("name", ["playai", "finetuning"])
def test_a_submit_makes_a_job(name: str, world: World) -> None:
    provider = IMITATED[name]
    answer = Caller(world).submit(name)
    job_id = at(answer.json(), provider.submitted.id)
    assert answer.status_code == find_operation(provider.spec, provider.submit or "").status
    assert at(body_of(name, world, job_id), provider.places.id) == job_id
    assert world.submissions[0].ids == (job_id,)


@pytest.mark.parametrize("name", ["playai", "finetuning"])
def test_a_submit_wants_an_object(name: str, world: World) -> None:
    line, _ = SUBMITS[name]
    assert Caller(world).do(name, line, json=[1]).status_code == 400


def test_the_id_may_be_in_the_query(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlayAI, "path", "/api/v1/tts-state")
    monkeypatch.setattr(PlayAI, "id_query", "jobId")
    job_id = world.add("playai")
    url = URLS["playai"].partition("/api/")[0] + "/api/v1/tts-state"
    answer = Caller(world).get(f"{url}?jobId={job_id}", KEYS["playai"])
    assert (answer.status_code, answer.json()["id"]) == (200, job_id)
    for query in ("", "?jobId=", "?jobId=other", f"?id={job_id}"):
        assert Caller(world).get(url + query, KEYS["playai"]).status_code == 404


def test_a_missing_operation_is_named() -> None:
    with pytest.raises(LookupError, match="no operation 'get_nothing'"):
        find_operation(Oxen.spec, "get_nothing")

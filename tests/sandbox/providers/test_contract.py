"""Every body fits the models that are made from the specs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs_sandbox.models import bland, breeze, finetuning, oxen, playai
from generation_jobs_sandbox.providers import PROVIDERS as PROVIDERS_BY_NAME
from pydantic import ValidationError
from ruamel.yaml import YAML

from tests.sandbox.conftest import PROVIDERS, URLS, Caller, Clock

if TYPE_CHECKING:
    from generation_jobs_sandbox import World
    from pydantic import BaseModel

SPECS = Path(__file__).parents[3] / "specs"
ANSWERS: dict[str, type[BaseModel]] = {
    "breeze": breeze.GenerationJobResponse,
    "playai": playai.TtsAsyncJob,
    "bland": bland.TtsGenerationResponse,
    "oxen": oxen.GenerationsShowResponse,
    "finetuning": finetuning.GenerationResponse,
}
ERRORS: dict[str, Any] = {
    "breeze": breeze.ErrorResponse,
    "playai": playai.ErrorResponseObject,
    "bland": bland.ErrorResponse,
    "oxen": oxen.ErrorResponse,
    "finetuning": finetuning.ErrorResponse,
}
LIVES = [
    (provider, outcome)
    for provider in PROVIDERS
    for outcome in ("succeeded", "failed", "cancelled")
    if outcome == "succeeded" or provider == "oxen" or (outcome == "failed" and provider != "bland")
]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_operation_of_the_spec_is_there(provider: str, caller: Caller) -> None:
    """Who brings no key is told so (401) where there is something, and 404 or 405 where there is nothing."""
    spec = YAML(typ="safe").load(SPECS / provider / "openapi.yaml")
    (server,) = (server["url"] for server in spec["servers"])
    for path, item in spec["paths"].items():
        url = server + re.sub(r"\{\w+\}", "x", path)
        for method in item.keys() & {"get", "post", "delete", "put", "patch"}:
            assert caller.get(url, method=method.upper()).status_code == 401, f"{method} {path}"


@pytest.mark.parametrize(("provider", "outcome"), LIVES)
def test_a_job_keeps_to_its_spec_all_its_life(
    provider: str, outcome: str, world: World, clock: Clock, caller: Caller
) -> None:
    seconds = 0 if provider == "bland" else 1
    job = world.add(provider, outcome, queued=seconds, running=seconds)
    for _ in range(3):
        answer = caller.job(provider, job)
        assert answer.status_code == 200
        ANSWERS[provider].model_validate_json(answer.content, strict=True)
        clock.forward(1)


@pytest.mark.parametrize(
    ("provider", "job"), [("bland", "a3f8c2d1-4b5e-6789-0abc-def012345678"), ("finetuning", "gen_abc123")]
)
def test_a_documented_example_keeps_to_its_spec(provider: str, job: str, caller: Caller) -> None:
    ANSWERS[provider].model_validate_json(caller.job(provider, job).content, strict=True)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_errors_keep_to_their_spec(provider: str, caller: Caller) -> None:
    unknown = caller.job(provider, "nobody")
    stranger = caller.get(URLS[provider].format(id="nobody"))
    assert (unknown.status_code, stranger.status_code) == (404, 401)
    for answer in (unknown, stranger):
        ERRORS[provider].model_validate_json(answer.content, strict=True)


@pytest.mark.parametrize(
    ("provider", "line", "field"),
    [
        ("breeze", "GET /v1/history", "has_more"),
        ("breeze", "GET /v1/entitlements", "plan_code"),
        ("bland", "GET /v1/speak/samples", "total"),
        ("oxen", "GET /api/ai/queue", "count"),
        ("oxen", "GET /api/ai/generations", "total_pages"),
        ("finetuning", "GET /v1/me", "data"),
    ],
)
def test_a_spec_promises_each_operation_a_body_of_its_own(provider: str, line: str, field: str, caller: Caller) -> None:
    method, path = line.split(" ")
    promised = PROVIDERS_BY_NAME[provider].contract_for(method, path, 200)
    assert promised is not None
    body = caller.do(provider, line).json()
    promised.validate_python(body, strict=True)
    with pytest.raises(ValidationError, match="surprise"):
        promised.validate_python({**body, "surprise": 1})
    with pytest.raises(ValidationError, match="total" if field == "total" else field):
        promised.validate_python({**body, field: "wrong" if field == "total" else None}, strict=True)

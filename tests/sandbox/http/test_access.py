"""Which keys are accepted, and how other requests are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.sandbox.conftest import KEYS, PROVIDERS, URLS, Caller

if TYPE_CHECKING:
    from generation_jobs_sandbox import World


KEY = "ft_live_0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("provider", "headers"),
    [
        ("breeze", {"xi-api-key": "brz_anything"}),
        ("breeze", {"Authorization": "Bearer brz_anything"}),
        ("breeze", {"xi-api-key": "brz_anything", "Authorization": "Bearer wrong"}),
        ("playai", {"Authorization": "Bearer k", "X-USER-ID": "u"}),
        ("bland", {"authorization": "org_anything"}),
        ("oxen", {"Authorization": "Bearer k"}),
        ("finetuning", {"X-API-Key": KEY}),
    ],
)
def test_any_well_formed_key_is_accepted(provider: str, headers: dict[str, str], world: World, caller: Caller) -> None:
    assert caller.get(URLS[provider].format(id=world.add(provider)), headers).status_code == 200


@pytest.mark.parametrize(
    ("provider", "headers"),
    [
        *[(provider, {}) for provider in PROVIDERS],
        ("breeze", {"xi-api-key": "sk-other"}),
        ("breeze", {"Authorization": "Bearer sk-other"}),
        ("playai", {"Authorization": "Bearer k"}),
        ("playai", {"X-USER-ID": "u"}),
        ("playai", {"Authorization": "k", "X-USER-ID": "u"}),
        ("bland", {"authorization": "Bearer org_anything"}),
        ("oxen", {"Authorization": "k"}),
        ("oxen", {"Authorization": "Basic k"}),
        ("finetuning", {"Authorization": f"Bearer {KEY}"}),
        ("finetuning", {"X-API-Key": "ft_live_short"}),
    ],
)
def test_a_missing_or_malformed_key_is_401(
    provider: str, headers: dict[str, str], world: World, caller: Caller
) -> None:
    assert caller.get(URLS[provider].format(id=world.add(provider)), headers).status_code == 401


def test_a_401_has_the_documented_body(caller: Caller) -> None:
    def status_of(provider: str, **headers: str) -> Any:
        return caller.get(URLS[provider].format(id="x"), headers).json()

    assert status_of("breeze")["code"] == "AUTH_REQUIRED"
    assert status_of("breeze")["ok"] is False
    assert status_of("playai") == {
        "errorMessage": "The authorization header must be provided in the format 'Bearer <YOUR-API-KEY>'\n",
        "errorId": "UNAUTHORIZED",
    }
    assert status_of("oxen")["error"]["type"] == "unauthenticated"
    assert status_of("finetuning")["error"]["code"] == "MISSING_API_KEY"
    assert status_of("finetuning", **{"x-api-key": "nonsense"})["error"]["code"] == "INVALID_API_KEY"


def test_a_404_has_the_documented_body(caller: Caller) -> None:
    assert caller.job("breeze", "job_x").json()["code"] == "RESOURCE_NOT_FOUND"
    assert caller.job("finetuning", "gen_x").json()["error"] == {"code": "NOT_FOUND", "message": "Resource not found"}
    error = caller.job("oxen", "x").json()["error"]
    assert error == {"type": "resource_not_found", "title": "The requested resource could not be found"}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_job_is_known_to_its_own_provider_only(provider: str, world: World, caller: Caller) -> None:
    other = "oxen" if provider == "breeze" else "breeze"
    assert caller.job(provider, world.add(other)).status_code == 404


@pytest.mark.parametrize("provider", PROVIDERS)
def test_another_path_or_method_is_refused_with_the_providers_error_body(provider: str, caller: Caller) -> None:
    url = URLS[provider].format(id="x")
    assert caller.get(url + "/more/of/it", KEYS[provider]).headers["content-type"] == "application/json"
    assert caller.get(url, KEYS[provider], method="POST").status_code == 405


def test_breeze_names_the_key_on_every_answer_to_one(world: World, caller: Caller) -> None:
    header = "x-breeze-api-key-id"
    job = world.add("breeze")
    one = caller.job("breeze", job).headers[header]
    assert one == caller.job("breeze", job).headers[header]
    other = caller.get(URLS["breeze"].format(id=job), {"xi-api-key": "brz_other"}).headers[header]
    assert one != other
    assert "test" not in one  # never the key itself

"""Scenarios of what only the providers' own clients do, and of their iterators over pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generation_jobs_sandbox import Fault
from generation_jobs_sandbox.providers import PROVIDERS

from scripts.cassettes.scenario import JobPlan, Scenario, Start, digest

_V1 = {"text": "Hello!", "voice_id": "2b3c4d5e-6f70-8901-2345-6789abcdef01"}
_UNAUTHORIZED = (Fault("status", status=401, on="action"),)
_NO_CREDITS = (Fault("status", status=402, on="submit"),)
_ONE = (JobPlan(),)
_THREE = (JobPlan(), JobPlan(), JobPlan())
_NEWEST_FIRST = [2, 1, 0]


def _pages_of_two(iterate: str, size: str, key: str) -> Any:
    """Return the places of the items of a list, page after page."""

    def run(client: Any, start: Start) -> object:
        return [start.ids.index(str(getattr(item, key))) for item in getattr(client, iterate)(**{size: 2})]

    return run


def _history_item(client: Any, start: Start) -> object:
    return client.get_history_item(start.id).state


def _no_history_item(client: Any, start: Start) -> object:
    return client.get_history_item(start.unknown_id)


def _history_item_audio(client: Any, start: Start) -> object:
    return digest(client.get_history_item_audio(start.id))


def _no_history_item_audio(client: Any, start: Start) -> object:
    return client.get_history_item_audio(start.unknown_id)


def _with_timestamps(client: Any, start: Start) -> object:
    """Submit, and look once: when each word is spoken."""
    job = client.get_generation_job(client.create_tts_job_with_timestamps(**start.example).generation_job_id)
    return [word.word for word in job.word_timestamps]


def _entitlements(client: Any, _: Start) -> object:
    return client.get_entitlements().plan_code


def _speech(client: Any, start: Start) -> object:
    return digest(client.create_speech(**start.example))


def _speech_v1(client: Any, _: Start) -> object:
    return digest(client.create_speech_v1(**_V1))


def _queue(client: Any, _: Start) -> object:
    return [row.status for row in client.list_queue().generations]


def _queued(client: Any, start: Start) -> object:
    return client.get_queued_generation(start.id).status


def _not_queued(client: Any, start: Start) -> object:
    return client.get_queued_generation(start.unknown_id)


def _retry(client: Any, start: Start) -> object:
    """Retry, and look at the queue."""
    client.retry_generation(start.id)
    return _queue(client, start)


def _retry_unknown(client: Any, start: Start) -> object:
    return client.retry_generation(start.unknown_id)


def _me(client: Any, _: Start) -> object:
    return client.get_me().data.tier


def _made(provider: str) -> object:
    return digest(PROVIDERS[provider].default_media.content)


_BREEZE = (
    Scenario(
        "breeze",
        "client-history-pages",
        _pages_of_two("iter_history", "page_size", "history_item_id"),
        _NEWEST_FIRST,
        _THREE,
    ),
    Scenario("breeze", "client-history-item", _history_item, "ready", _ONE),
    Scenario("breeze", "client-history-item-not-found", _no_history_item, "NotFoundError", _ONE),
    Scenario("breeze", "client-history-item-audio", _history_item_audio, _made("breeze"), _ONE),
    Scenario("breeze", "client-history-item-audio-not-found", _no_history_item_audio, "NotFoundError", _ONE),
    Scenario("breeze", "client-timestamps", _with_timestamps, ["Hello!"]),
    Scenario("breeze", "client-timestamps-402", _with_timestamps, "InsufficientCreditsError", faults=_NO_CREDITS),
    Scenario("breeze", "client-entitlements", _entitlements, "free"),
    Scenario("breeze", "client-entitlements-unauthorized", _entitlements, "AuthenticationError", faults=_UNAUTHORIZED),
    Scenario("breeze", "client-speech", _speech, _made("breeze")),
    Scenario("breeze", "client-speech-402", _speech, "InsufficientCreditsError", faults=_NO_CREDITS),
)
_BLAND = (
    Scenario("bland", "client-pages", _pages_of_two("iter_tts_generations", "limit", "id"), _NEWEST_FIRST, _THREE),
    Scenario("bland", "client-speech-v1", _speech_v1, _made("bland")),
    Scenario("bland", "client-speech-v1-402", _speech_v1, "InsufficientCreditsError", faults=_NO_CREDITS),
)
_OXEN = (
    Scenario(
        "oxen", "client-pages", _pages_of_two("iter_generations", "page_size", "generation_id"), _NEWEST_FIRST, _THREE
    ),
    Scenario("oxen", "client-queue", _queue, ["processing"], (JobPlan(running=60), JobPlan())),
    Scenario("oxen", "client-queue-empty", _queue, []),
    Scenario("oxen", "client-queued", _queued, "processing", (JobPlan(running=60),)),
    Scenario("oxen", "client-queued-not-found", _not_queued, "NotFoundError", _ONE),
    Scenario("oxen", "client-retry", _retry, ["queued"], (JobPlan("failed"),), submitted=JobPlan(queued=60)),
    Scenario("oxen", "client-retry-succeeded", _retry, "InvalidRequestError", _ONE),
    Scenario("oxen", "client-retry-not-found", _retry_unknown, "NotFoundError", _ONE),
)
_FINETUNING = (
    Scenario("finetuning", "client-pages", _pages_of_two("iter_generations", "limit", "id"), _NEWEST_FIRST, _THREE),
    Scenario("finetuning", "client-me", _me, "pro"),
    Scenario("finetuning", "client-me-unauthorized", _me, "AuthenticationError", faults=_UNAUTHORIZED),
)

CLIENTS = tuple(replace(scenario, by_client=True) for scenario in (*_BREEZE, *_BLAND, *_OXEN, *_FINETUNING))

"""Stories of what only the providers' own clients do, and of their iterators over pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generation_jobs_sandbox import Fault
from generation_jobs_sandbox.providers import PROVIDERS

from scripts.cassettes.story import Given, Scene, Story, digest

_V1 = {"text": "Hello!", "voice_id": "2b3c4d5e-6f70-8901-2345-6789abcdef01"}
_UNAUTHORIZED = (Fault("status", status=401, on="action"),)
_NO_CREDITS = (Fault("status", status=402, on="submit"),)
_ONE = (Given(),)
_THREE = (Given(), Given(), Given())
_NEWEST_FIRST = [2, 1, 0]


def _pages_of_two(iterate: str, size: str, key: str) -> Any:
    """The places of the items of a list, page after page."""

    def tell(client: Any, scene: Scene) -> object:
        return [scene.ids.index(str(getattr(item, key))) for item in getattr(client, iterate)(**{size: 2})]

    return tell


def _history_item(client: Any, scene: Scene) -> object:
    return client.get_history_item(scene.id).state


def _no_history_item(client: Any, scene: Scene) -> object:
    return client.get_history_item(scene.unknown_id)


def _history_item_audio(client: Any, scene: Scene) -> object:
    return digest(client.get_history_item_audio(scene.id))


def _no_history_item_audio(client: Any, scene: Scene) -> object:
    return client.get_history_item_audio(scene.unknown_id)


def _with_timestamps(client: Any, scene: Scene) -> object:
    """Submit, and look once: when each word is spoken."""
    job = client.get_generation_job(client.create_tts_job_with_timestamps(**scene.example).generation_job_id)
    return [word.word for word in job.word_timestamps]


def _entitlements(client: Any, _: Scene) -> object:
    return client.get_entitlements().plan_code


def _speech(client: Any, scene: Scene) -> object:
    return digest(client.create_speech(**scene.example))


def _speech_v1(client: Any, _: Scene) -> object:
    return digest(client.create_speech_v1(**_V1))


def _queue(client: Any, _: Scene) -> object:
    return [row.status for row in client.list_queue().generations]


def _queued(client: Any, scene: Scene) -> object:
    return client.get_queued_generation(scene.id).status


def _not_queued(client: Any, scene: Scene) -> object:
    return client.get_queued_generation(scene.unknown_id)


def _retry(client: Any, scene: Scene) -> object:
    """Retry, and look at the queue."""
    client.retry_generation(scene.id)
    return _queue(client, scene)


def _retry_unknown(client: Any, scene: Scene) -> object:
    return client.retry_generation(scene.unknown_id)


def _me(client: Any, _: Scene) -> object:
    return client.get_me().data.tier


def _made(provider: str) -> object:
    return digest(PROVIDERS[provider].default_media.content)


_BREEZE = (
    Story(
        "breeze",
        "client-history-pages",
        _pages_of_two("iter_history", "page_size", "history_item_id"),
        _NEWEST_FIRST,
        _THREE,
    ),
    Story("breeze", "client-history-item", _history_item, "ready", _ONE),
    Story("breeze", "client-history-item-not-found", _no_history_item, "NotFoundError", _ONE),
    Story("breeze", "client-history-item-audio", _history_item_audio, _made("breeze"), _ONE),
    Story("breeze", "client-history-item-audio-not-found", _no_history_item_audio, "NotFoundError", _ONE),
    Story("breeze", "client-timestamps", _with_timestamps, ["Hello!"]),
    Story("breeze", "client-timestamps-402", _with_timestamps, "InsufficientCreditsError", faults=_NO_CREDITS),
    Story("breeze", "client-entitlements", _entitlements, "free"),
    Story("breeze", "client-entitlements-unauthorized", _entitlements, "AuthenticationError", faults=_UNAUTHORIZED),
    Story("breeze", "client-speech", _speech, _made("breeze")),
    Story("breeze", "client-speech-402", _speech, "InsufficientCreditsError", faults=_NO_CREDITS),
)
_BLAND = (
    Story("bland", "client-pages", _pages_of_two("iter_tts_generations", "limit", "id"), _NEWEST_FIRST, _THREE),
    Story("bland", "client-speech-v1", _speech_v1, _made("bland")),
    Story("bland", "client-speech-v1-402", _speech_v1, "InsufficientCreditsError", faults=_NO_CREDITS),
)
_OXEN = (
    Story(
        "oxen", "client-pages", _pages_of_two("iter_generations", "page_size", "generation_id"), _NEWEST_FIRST, _THREE
    ),
    Story("oxen", "client-queue", _queue, ["processing"], (Given(running=60), Given())),
    Story("oxen", "client-queue-empty", _queue, []),
    Story("oxen", "client-queued", _queued, "processing", (Given(running=60),)),
    Story("oxen", "client-queued-not-found", _not_queued, "NotFoundError", _ONE),
    Story("oxen", "client-retry", _retry, ["queued"], (Given("failed"),), submitted=Given(queued=60)),
    Story("oxen", "client-retry-succeeded", _retry, "InvalidRequestError", _ONE),
    Story("oxen", "client-retry-not-found", _retry_unknown, "NotFoundError", _ONE),
)
_FINETUNING = (
    Story("finetuning", "client-pages", _pages_of_two("iter_generations", "limit", "id"), _NEWEST_FIRST, _THREE),
    Story("finetuning", "client-me", _me, "pro"),
    Story("finetuning", "client-me-unauthorized", _me, "AuthenticationError", faults=_UNAUTHORIZED),
)

CLIENTS = tuple(replace(story, by_client=True) for story in (*_BREEZE, *_BLAND, *_OXEN, *_FINETUNING))

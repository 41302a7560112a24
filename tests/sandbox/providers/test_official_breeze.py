"""Breeze's own client, which others wrote, against our imitation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs_sandbox import Fault, Sandbox, World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sandbox.conftest import Clock

breeze_blue = pytest.importorskip("breeze_blue", reason="breeze-blue, the provider's client, is not installed")


@pytest.fixture
def box(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(World(now=clock, queued=1, running=2)) as running:
        yield running


@pytest.fixture
def client(box: Sandbox) -> Iterator[Any]:
    with breeze_blue.BreezeBlue(api_key="brz_test", base_url=box.base_url("breeze")) as breeze:
        yield breeze


def test_it_submits_polls_and_downloads(client: Any, box: Sandbox, clock: Clock) -> None:
    job = client.text_to_speech.create_job("voc_x", text="Hello", voice_settings={"speed": 1.2})["generation_job_id"]
    assert client.generation_jobs.get(job)["status"] == "active"
    with pytest.raises(breeze_blue.GenerationNotReadyError) as early:
        client.generation_jobs.download_audio(job)
    assert early.value.status_code == 425
    assert early.value.retry_after == 2
    clock.forward(5)
    assert client.generation_jobs.get(job)["status"] == "ready"
    audio = client.generation_jobs.download_audio(job)
    stored = box.world.find("breeze", job)
    assert stored is not None
    assert (audio.content, audio.content_type) == (stored.media.content, "audio/mpeg")
    assert client.history.download_audio(job).content == audio.content


def test_it_gets_sound_at_once(client: Any) -> None:
    audio = client.text_to_speech.convert("voc_x", text="Hello", output_format="wav")
    assert audio.content[:4] == b"RIFF"
    assert client.history.get(audio.history_item_id)["text"] == "Hello"


def test_it_gets_the_times_of_words(client: Any, clock: Clock) -> None:
    job = client.text_to_speech.create_job_with_timestamps("voc_x", text="Hello you")["generation_job_id"]
    clock.forward(5)
    assert [one["word"] for one in client.generation_jobs.get(job)["word_timestamps"]] == ["Hello", "you"]


def test_it_lists_and_deletes(client: Any) -> None:
    for text in ("one", "two", "three"):
        client.text_to_speech.create_job("voc_x", text=text)
    page = client.history.list(page_size=2)
    assert ([item["text"] for item in page["history"]], page["has_more"]) == (["three", "two"], True)
    rest = client.history.list(page_size=2, start_after_history_item_id=page["last_history_item_id"])
    assert [item["text"] for item in rest["history"]] == ["one"]
    client.history.delete(rest["last_history_item_id"])
    assert client.history.list()["total"] == 2


def test_it_reads_the_account(client: Any) -> None:
    assert client.account.entitlements()["max_concurrent_generations"] == 3


def test_it_is_told_what_is_wrong(client: Any, box: Sandbox) -> None:
    with pytest.raises(breeze_blue.NotFoundError) as unknown:
        client.generation_jobs.get("job_nobody")
    assert (unknown.value.status_code, unknown.value.code) == (404, "RESOURCE_NOT_FOUND")
    with (
        breeze_blue.BreezeBlue(api_key="sk-other", base_url=box.base_url("breeze")) as stranger,
        pytest.raises(breeze_blue.AuthenticationError) as refused,
    ):
        stranger.generation_jobs.get("job_nobody")
    assert (refused.value.status_code, refused.value.code) == (401, "AUTH_REQUIRED")
    with pytest.raises(breeze_blue.ValidationError):
        client.text_to_speech.create_job("voc_x", text="Hello", pitch=3)


def test_it_meets_the_limit_of_its_plan(client: Any, box: Sandbox) -> None:
    for _ in range(3):
        client.text_to_speech.create_job("voc_x", text="Hello")
    with pytest.raises(breeze_blue.RateLimitError) as full:
        client.text_to_speech.create_job("voc_x", text="Hello")
    assert (full.value.status_code, full.value.code) == (429, "GENERATION_CONCURRENCY_EXCEEDED")
    box.world.inject_fault("breeze", Fault("status", on="submit", status=429, retry_after=7))
    with pytest.raises(breeze_blue.RateLimitError) as hinted:
        client.text_to_speech.create_job("voc_x", text="Hello")
    assert hinted.value.retry_after == 7

"""What comes from strangers: numbers beyond all measure, a key that is sent back."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import (
    APIError,
    DownloadError,
    Job,
    JobFailed,
    JobStatus,
    Media,
    TransportError,
    WaitTimeout,
    WrongJob,
)

from tests.facade.bodies import (
    BLAND_URL,
    BREEZE_URL,
    DONE,
    FINETUNING_URL,
    IMAGE,
    OXEN_URL,
    PLAYAI_URL,
    SETTINGS,
    finetuning,
    oxen,
    playai,
)
from tests.facade.script import Answer, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import World

URLS = {"bland": BLAND_URL, "breeze": BREEZE_URL, "finetuning": FINETUNING_URL, "oxen": OXEN_URL, "playai": PLAYAI_URL}
HUGE = 10**400
"""A whole number that JSON can hold and a float cannot."""


def get(world: World, provider: str, answer: Answer) -> Job:
    world.script.on(URLS[provider].format(id="1"), answer)
    return world.jobs(SETTINGS[provider]).get(f"{provider}:1")


# Numbers.


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
@pytest.mark.parametrize(
    ("provider", "body"),
    [
        ("finetuning", finetuning("completed", audioUrl="https://m.example", fileSize=HUGE, duration=HUGE)),
        ("playai", playai("COMPLETED", url="https://m.example", fileSize=HUGE, duration=HUGE)),
    ],
)
def test_a_number_that_no_float_holds_is_none(world: World, provider: str, body: dict[str, Any]) -> None:
    (media,) = get(world, provider, reply(body)).media
    assert (media.size_bytes, media.duration_s) == (None, None)


@pytest.mark.parametrize("cost", ["1E+9999999999", "1E-9999999999"])
def test_a_cost_that_cannot_be_written_out_is_none(world: World, cost: str) -> None:
    job = get(world, "oxen", reply(oxen("succeeded", result_url=IMAGE, cost=cost)))
    assert job.cost is None


def test_media_of_no_kind_is_of_unknown_kind(world: World) -> None:
    body = oxen("succeeded", result_url=IMAGE, media_type=None)
    assert get(world, "oxen", reply(body)).media == (Media("unknown", IMAGE),)


# A key that is sent back.


def test_a_key_that_the_provider_repeats_is_blotted_out(world: World) -> None:
    with pytest.raises(APIError, match=r"Bad key \[secret\]") as caught:
        get(world, "breeze", reply({"code": "AUTH_REQUIRED", "detail": "Bad key brz_secret"}, 401))
    assert "brz_secret" not in str(vars(caught.value))


def test_a_key_in_the_words_of_a_job_is_blotted_out_of_its_error_too(world: World) -> None:
    world.script.on(
        OXEN_URL.format(id="gen-1"), reply(oxen("failed", error_message="bad key oxen%2Dsecret", generation_id="gen-1"))
    )
    with pytest.raises(JobFailed, match=r"bad key \[secret\]") as caught:
        world.jobs(SETTINGS["oxen"]).wait("oxen:gen-1")
    assert b"secret" not in pickle.dumps(caught.value).replace(b"[secret]", b"")


def test_a_key_in_a_status_or_an_id_is_blotted_out(world: World, caplog: pytest.LogCaptureFixture) -> None:
    job = get(world, "oxen", reply(oxen("no oxen-secret", generation_id="1")))
    assert job.provider_status == "no [secret]"
    with pytest.raises(WrongJob, match=r"another job, '\[secret\]'"):
        get(world, "oxen", reply(oxen("queued", generation_id="oxen-secret")))
    assert "oxen-secret" not in caplog.text


def test_a_result_whose_url_has_the_key_is_still_fetched_by_it(world: World) -> None:
    url = f"{IMAGE}?k=oxen-secret"
    job = get(world, "oxen", reply(oxen("succeeded", result_url=url, generation_id="1")))
    assert job.media[0].url == url


# Errors.


def test_errors_in_a_200_are_told_as_any_other_error_is(world: World) -> None:
    with pytest.raises(APIError, match=r"200 \(E: Bad voice\)") as caught:
        get(world, "bland", reply({"data": None, "errors": [{"error": "E", "message": "Bad voice"}]}))
    assert (type(caught.value), caught.value.code, caught.value.message) == (APIError, "E", "Bad voice")


# Time, while a result is asked for.


def test_the_look_before_a_download_ends_at_its_deadline(world: World, tmp_path: Path) -> None:
    def dripping() -> None:
        world.clock.advance(4.0)

    world.script.on(BREEZE_URL.format(id="1"), Answer(chunks=(dripping, b"{") * 6))
    with pytest.raises(TransportError, match="breeze:1"):
        world.jobs(SETTINGS["breeze"]).download("breeze:1", tmp_path, timeout=5)
    assert world.clock.monotonic() == 8.0


def test_a_media_host_that_refuses_is_not_about_the_key(world: World, tmp_path: Path) -> None:
    world.script.on(OXEN_URL.format(id="1"), DONE)
    world.script.on(IMAGE, Answer(403, b""))
    with pytest.raises(DownloadError, match="may have expired") as caught:
        world.jobs(SETTINGS["oxen"]).download("oxen:1", tmp_path)
    assert "key" not in str(caught.value)


def test_a_timeout_tells_the_reason_beside_an_unknown_status(world: World) -> None:
    world.script.on(OXEN_URL.format(id="gen-1"), reply(oxen("moderated", error_message="flagged by a filter")))
    with pytest.raises(WaitTimeout, match=r"'moderated'.*the provider says: flagged by a filter"):
        world.jobs(SETTINGS["oxen"]).wait("oxen:gen-1", timeout=60)


def test_not_every_3xx_redirects(world: World) -> None:
    with pytest.raises(APIError, match="304") as caught:
        get(world, "breeze", Answer(304))
    assert "redirect" not in str(caught.value)


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
def test_a_status_of_null_is_told_too(world: World, caplog: pytest.LogCaptureFixture) -> None:
    body = playai("COMPLETED")
    body["output"]["status"] = None
    assert get(world, "playai", reply(body)).status is JobStatus.UNKNOWN
    assert "unknown status None" in caplog.text

"""Responses that are not as documented: what is needed is read, and never another job's."""

from __future__ import annotations

import logging
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import APIError, JobCancelled, JobError, JobFailed, JobStatus, UndecodableResponse, WrongJob
from generation_jobs.webhooks import WebhookError, read_webhook

from tests.facade.bodies import FINETUNING_URL, OXEN_URL, PLAYAI_URL, SETTINGS, finetuning, oxen, playai
from tests.facade.script import Answer, reply

if TYPE_CHECKING:
    from tests.facade.shells import World

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")

URL = "https://media.example/a.mp3"
UUID = "0b7f2f0e-6a46-4c0c-8a9b-4f5a3f1f6a12"


def get(world: World, url: str, ref: str, answer: Answer) -> Any:
    world.script.on(url.format(id=ref.partition(":")[2]), answer)
    return world.jobs(*SETTINGS.values()).get(ref)


@pytest.mark.parametrize(
    ("url", "ref", "body"),
    [
        (OXEN_URL, "oxen:1", oxen("succeeded", generation_id="2", result_url=URL)),
        (FINETUNING_URL, "finetuning:1", finetuning("completed", id="2", audioUrl=URL)),
        (FINETUNING_URL, "finetuning:1", finetuning("completed", id=2, playCount="0", audioUrl=URL)),
        (PLAYAI_URL, "playai:1", {**playai("COMPLETED", url=URL), "id": "2"}),
    ],
)
def test_a_response_about_another_job_is_refused(world: World, url: str, ref: str, body: dict[str, object]) -> None:
    with pytest.raises(WrongJob, match=f"{ref}: the response is about another job, '2'"):
        get(world, url, ref, reply(body))


def test_a_wait_survives_a_response_about_another_job(world: World) -> None:
    mixed_up = reply(finetuning("completed", id="2", audioUrl=URL))
    world.script.on(FINETUNING_URL.format(id="1"), mixed_up, reply(finetuning("completed", id="1", audioUrl=URL)))
    assert world.jobs(SETTINGS["finetuning"]).wait("finetuning:1").ref == "finetuning:1"


def test_a_uuid_may_be_written_in_another_way(world: World) -> None:
    body = {**playai("IN_PROGRESS"), "id": UUID.upper()}
    assert get(world, PLAYAI_URL, f"playai:{UUID}", reply(body)).ref == f"playai:{UUID}"


@pytest.mark.parametrize("job_id", [None, "", 7.5, True, ["1"], "..", "a b"])
def test_an_id_that_no_ref_can_hold_is_never_a_ref(world: World, job_id: object) -> None:
    with pytest.raises(UndecodableResponse):
        get(world, FINETUNING_URL, "finetuning:1", reply(finetuning("completed", id=job_id, audioUrl=URL)))
    with pytest.raises(WebhookError):
        read_webhook("finetuning", reply({"id": job_id, "status": "completed"}).body)


def test_a_job_is_read_though_side_fields_are_not_as_documented(world: World, caplog: pytest.LogCaptureFixture) -> None:
    body = finetuning("completed", id=12, audioUrl=URL, playCount="0", createdAt=7.5, title=[], parameters="x")
    world.script.on(FINETUNING_URL.format(id="12"), reply(body))
    jobs = world.jobs(SETTINGS["finetuning"])
    with caplog.at_level(logging.WARNING):
        found = [jobs.get("finetuning:12") for _ in range(3)]
    assert [(job.ref, job.status, job.media[0].url) for job in found] == [
        ("finetuning:12", JobStatus.SUCCEEDED, URL)
    ] * 3
    assert [record.message for record in caplog.records if "as far as needed" in record.message] == [
        "finetuning: a response was read as far as needed, though it is not as documented: "
        "Finetuning responded with 200: data.id is not a string, but a number"
    ]


def test_without_a_status_there_is_no_job(world: World) -> None:
    with pytest.raises(UndecodableResponse, match=r"data\.status is missing"):
        get(world, FINETUNING_URL, "finetuning:1", reply({"data": {"id": "1", "audioUrl": URL}}))


def test_an_error_in_a_200_is_told_in_the_providers_words(world: World) -> None:
    body = {"error": {"code": "QUOTA", "message": "quota\x1b[2J exceeded, ft_live_secret"}}
    with pytest.raises(UndecodableResponse, match=r"it says: QUOTA: quota\\x1b\[2J exceeded, \[secret\]") as caught:
        get(world, FINETUNING_URL, "finetuning:1", reply(body))
    assert (caught.value.code, b"ft_live_secret" in caught.value.body) == ("QUOTA", False)
    assert "UndecodableResponse" not in str(type(caught.value.__context__))  # it would hold the body as it came


@pytest.mark.parametrize(
    "body",
    [
        {"error": "no capacity"},
        {"message": "no capacity"},
        {"detail": "no capacity"},
        {"errors": [{"message": "no capacity"}]},
        {"type": "about:blank", "title": "no capacity"},
    ],
)
@pytest.mark.parametrize("status", [200, 403])
def test_a_gateways_words_are_told_too(world: World, body: dict[str, object], status: int) -> None:
    with pytest.raises(APIError, match="no capacity"):
        get(world, PLAYAI_URL, "playai:1", reply(body, status))


@pytest.mark.parametrize("status", [200, 500])
def test_an_error_keeps_the_beginning_of_a_long_body(world: World, status: int) -> None:
    with pytest.raises(APIError) as caught:
        get(world, OXEN_URL, "oxen:1", Answer(status, b" " * 2**20 + b"no" * 2**20))
    assert caught.value.body == b" " * 2**20


def test_a_provider_that_sends_another_long_status_each_time_fills_no_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = world.jobs(SETTINGS["oxen"])
    for number in range(1100):
        world.script.on(OXEN_URL.format(id="1"), reply(oxen(f"{number}" + "x" * 1000)))
        assert len(repr(jobs.get("oxen:1"))) < 2000
    assert len(caplog.records) == 1000
    assert max(len(record.message) for record in caplog.records) < 400


def test_a_key_that_only_decoding_shows_is_blotted_out(world: World) -> None:
    body = b'{"error": {"code": "INVALID_API_KEY", "message": "no key ft_live\\u005fsecret"}}'
    with pytest.raises(Exception, match=r"no key \[secret\]"):
        get(world, FINETUNING_URL, "finetuning:1", Answer(401, body))


@pytest.mark.parametrize("secret", ["ft_live\\u005fsecret", "ft%5Flive_secret", "f\\t_live_secret"])
def test_a_key_is_blotted_out_of_a_body_that_escapes_it(world: World, secret: str) -> None:
    with pytest.raises(APIError) as caught:
        get(world, FINETUNING_URL, "finetuning:1", Answer(401, f'{{"key": "{secret}"}}'.encode()))
    assert caught.value.body == b'{"key": "[secret]"}'


def test_a_key_is_blotted_out_of_the_reason_of_a_failure(world: World) -> None:
    world.script.on(FINETUNING_URL.format(id="1"), reply(finetuning("failed", errorMessage="no key ft_live_secret")))
    with pytest.raises(JobFailed, match=r"failed: no key \[secret\]") as caught:
        world.jobs(SETTINGS["finetuning"]).wait("finetuning:1")
    assert caught.value.job.error == JobError(message="no key [secret]")


@pytest.mark.parametrize("body", [b'{"error": "no key ft_live_secret"}', b"<p>no key ft_live_secret</p>"])
def test_no_local_variable_of_a_traceback_holds_a_key_that_is_sent_back(world: World, body: bytes) -> None:
    with pytest.raises(UndecodableResponse) as caught:
        get(world, FINETUNING_URL, "finetuning:1", Answer(200, body))
    walked = [frame for frame, _ in walk_tb(caught.value.__traceback__)]
    frames = [frame.f_locals for frame in walked if str(frame.f_globals["__name__"]).startswith("generation_jobs.")]
    assert len(frames) > 2
    assert "ft_live_secret" not in str(frames)


@pytest.mark.parametrize(
    ("word", "error"),
    [
        ("Completed", None),
        ("COMPLETED ", None),
        ("Failed", JobFailed),
        ("canceled", JobCancelled),
        ("ERROR", JobFailed),
    ],
)
def test_an_end_in_another_spelling_is_an_end(world: World, word: str, error: type[Exception] | None) -> None:
    world.script.on(FINETUNING_URL.format(id="1"), reply(finetuning(word, audioUrl=URL)))
    jobs = world.jobs(SETTINGS["finetuning"])
    if error is None:
        assert jobs.wait("finetuning:1").provider_status == word
    else:
        with pytest.raises(error):
            jobs.wait("finetuning:1")


def test_one_odd_item_of_a_list_hides_no_other(world: World) -> None:
    items = [finetuning("completed", id=f"g{n}", playCount="0" if n == 1 else 0)["data"] for n in range(3)]
    items.append(finetuning("completed", id=None)["data"])
    page = {"data": {"generations": items, "has_more": False}}
    world.script.on("https://pub.finetuning.ai/v1/generations", reply(page))
    assert [job.ref for job in world.jobs(SETTINGS["finetuning"]).list("finetuning")] == [
        f"finetuning:g{n}" for n in range(3)
    ]


def test_a_list_that_is_no_list_is_an_error(world: World) -> None:
    world.script.on("https://pub.finetuning.ai/v1/generations", reply({"error": {"message": "quota exceeded"}}))
    with pytest.raises(UndecodableResponse, match="quota exceeded"):
        list(world.jobs(SETTINGS["finetuning"]).list("finetuning"))

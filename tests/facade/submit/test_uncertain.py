"""Whatever is not a refusal may have been paid for: it is sent once, and the error says what is known."""

from __future__ import annotations

import asyncio
import json
import pickle
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs import AsyncJobs, InvalidRequestError, Jobs, JobStatus, SubmitUncertain
from generation_jobs.ledger import SQLiteLedger

from tests.facade.bodies import SETTINGS
from tests.facade.script import HTML, Answer, lost, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World

URL = "https://pub.finetuning.ai/v1/generations"
QUEUE = "https://hub.oxen.ai/api/ai/queue"
BREEZE = "https://api.breeze.blue/v1/text-to-speech/voc_1?delivery=async"
PARAMETERS: dict[str, Any] = {"tags": "lofi piano", "duration": 90}
CAT = {"model": "flux-2-dev", "prompt": "cat"}
REFUSAL = {"error": {"code": "NO", "message": "no"}}


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(*SETTINGS.values())


LOST = {
    "reset": lost(),
    "cut off": Answer(202, chunks=(b'{"data"', httpx.RemoteProtocolError("cut"))),
    "read timeout": Answer(error=httpx.ReadTimeout("slow")),
    "a plugged transport that says it was refused": Answer(error=httpx.ConnectError("refused")),
    "a plugged transport that says it could not connect": Answer(error=httpx.ConnectTimeout("slow")),
    "a plugged transport of another kind": Answer(error=httpx.UnsupportedProtocol("what?")),
    "HTML": HTML,
    "empty": Answer(202),
    "no content": Answer(204),
    "another shape": reply({"ok": True}, 202),
    "an error inside a success": reply(REFUSAL, 200),
    "an array": reply([], 202),
    "deep": Answer(202, b"[" * 100_000, {"content-type": "application/json"}),
    "no id": reply({"data": {"status": "pending"}}, 202),
    "null for an id": reply({"data": {"id": None, "status": "pending"}}, 202),
    "an empty id": reply({"data": {"id": "", "status": "pending"}}, 202),
    "an id that no ref can hold": reply({"data": {"id": "..", "status": "pending"}}, 202),
    "an id of another type": reply({"data": {"id": True, "status": "pending"}}, 202),
    "multiple choices": Answer(300),
    "redirect": Answer(307, headers={"location": "https://evil.example/"}),
    "not modified": Answer(304),
    "request timeout": reply(REFUSAL, 408),
    "client closed": Answer(499),
    "internal error": reply(REFUSAL, 500),
    "internal error without a body": Answer(500),
    "gateway": Answer(502, b"<html>bad gateway</html>", {"content-type": "text/html"}),
    "gateway with a body": reply(REFUSAL, 502),
    "unavailable": reply(REFUSAL, 503, retry_after="1"),
    "gateway timeout": Answer(504),
    "520": Answer(520),
    "524": Answer(524),
    "599": Answer(599),
}


@pytest.mark.parametrize("answer", LOST.values(), ids=LOST)
def test_it_is_sent_once(world: World, jobs: Face, answer: Answer) -> None:
    world.script.on(URL, answer)
    with pytest.raises(SubmitUncertain, match="may be a job and a charge") as caught:
        jobs.submit("finetuning", **PARAMETERS)
    assert [request.method for request in world.script.requests] == ["POST"]
    error = caught.value
    assert (error.provider, error.parameters, error.refs) == ("finetuning", PARAMETERS, ())
    assert error.submitted_at == world.clock.now()


@pytest.mark.parametrize("answer", LOST.values(), ids=LOST)
def test_no_text_asks_to_submit_again(world: World, jobs: Face, answer: Answer) -> None:
    world.script.on(URL, answer)
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit("finetuning", **PARAMETERS)
    error: BaseException | None = caught.value
    while error is not None:
        assert "again;" not in str(error).replace("was not sent again;", "")
        assert "retry" not in str(error)
        error = error.__cause__


def test_it_carries_what_the_answer_holds(world: World, jobs: Face) -> None:
    date = "Thu, 01 Jan 2026 00:00:30 GMT"
    world.script.on(URL, Answer(502, b"lost ft_live_secret", {"date": date}))
    with pytest.raises(SubmitUncertain, match="answered 502") as caught:
        jobs.submit("finetuning", **PARAMETERS)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.body == b"lost [secret]"
    assert again.date == datetime(2026, 1, 1, 0, 0, 30, tzinfo=UTC)
    assert (again.digest, again.submitted_at) == (caught.value.digest, caught.value.submitted_at)


@pytest.mark.parametrize(
    ("provider", "parameters", "url", "body", "refs"),
    [
        ("finetuning", PARAMETERS, URL, {"data": [{"id": "a"}, {"id": "b"}]}, ("finetuning:a", "finetuning:b")),
        ("oxen", CAT, QUEUE, {"generations": [{"generation_id": "a"}, {"generation_id": "b"}]}, ("oxen:a", "oxen:b")),
        ("oxen", CAT, QUEUE, {"generations": []}, ()),
        ("oxen", {**CAT, "num_generations": 3}, QUEUE, {"generations": [{"generation_id": "a"}]}, ("oxen:a",)),
    ],
    ids=["two for one", "two of a list for one", "none for one", "one for three"],
)
def test_another_number_of_jobs_than_submitted(
    world: World, jobs: Face, provider: str, parameters: dict[str, Any], url: str, body: object, refs: tuple[str, ...]
) -> None:
    world.script.on(url, reply(body))
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit_many(provider, **parameters)
    assert caught.value.refs == refs
    assert len(world.script.requests) == 1
    if refs:
        assert [job.ref for job in jobs.find_submitted(caught.value).jobs] == list(refs)


@pytest.mark.parametrize("status", [500, 429, 422, 401])
def test_an_error_status_whose_body_names_a_job(world: World, jobs: Face, status: int) -> None:
    world.script.on(URL, reply({"data": {"id": "gen_1", "status": "pending"}}, status))
    with pytest.raises(SubmitUncertain, match="names finetuning:gen_1") as caught:
        jobs.submit("finetuning", **PARAMETERS)
    assert caught.value.ref == "finetuning:gen_1"


@pytest.mark.parametrize("status", [202, 201, 302, 303])
@pytest.mark.parametrize(
    "location",
    [
        "/v1/generations/gen_1",
        "https://pub.finetuning.ai/v1/generations/gen_1",
        "http://10.0.0.7/inner/v1/generations/gen_1/",
        "/v1/generations/gen%5F1?wait=1",
    ],
)
def test_a_job_that_the_location_names(world: World, jobs: Face, status: int, location: str) -> None:
    world.script.on(URL, Answer(status, headers={"location": location}))
    with pytest.raises(SubmitUncertain, match="names finetuning:gen_1") as caught:
        jobs.submit("finetuning", **PARAMETERS)
    assert [job.ref for job in jobs.find_submitted(caught.value).jobs] == ["finetuning:gen_1"]


@pytest.mark.parametrize(
    "location",
    ["/v1/generations", "/v1/generations/", "/login", "/v1/generations/..", "https://[", "/v1/generations/a/audio"],
)
def test_a_location_that_names_no_job(world: World, jobs: Face, location: str) -> None:
    world.script.on(URL, Answer(303, headers={"location": location}))
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit("finetuning", **PARAMETERS)
    assert caught.value.refs == ()


def test_the_body_names_the_job_and_not_the_location(world: World, jobs: Face) -> None:
    body = {"data": {"id": "g1", "status": "pending"}}
    world.script.on(URL, reply(body, 202, location="/v1/generations/g2"))
    assert jobs.submit("finetuning", **PARAMETERS).ref == "finetuning:g1"


def test_a_refusal_with_a_location_is_a_refusal(world: World, jobs: Face) -> None:
    world.script.on(URL, reply(REFUSAL, 422, location="/v1/generations/g2"))
    with pytest.raises(InvalidRequestError):
        jobs.submit("finetuning", **PARAMETERS)


def test_a_number_of_thousands_of_digits_does_not_hide_the_job(world: World, jobs: Face) -> None:
    body = b'{"data": {"id": "g1", "status": "pending", "duration": ' + b"9" * 6000 + b"}}"
    world.script.on(URL, Answer(202, body, {"content-type": "application/json"}))
    assert jobs.submit("finetuning", **PARAMETERS).ref == "finetuning:g1"


def test_a_job_that_is_named_twice_is_one_job(world: World, jobs: Face) -> None:
    job = {"generation_id": "a", "status": "queued"}
    world.script.on(QUEUE, reply({"status": "success", "generations": [job, job]}))
    assert jobs.submit("oxen", **CAT).ref == "oxen:a"


@pytest.mark.parametrize(
    ("provider", "parameters", "url", "body", "ref"),
    [
        ("finetuning", PARAMETERS, URL, {"data": {"id": "g1"}}, "finetuning:g1"),
        ("finetuning", PARAMETERS, URL, {"data": {"id": 12345, "status": None}}, "finetuning:12345"),
        ("oxen", CAT, QUEUE, {"generations": [{"generation_id": "g1"}]}, "oxen:g1"),
        ("breeze", {"voice_id": "voc_1", "text": "Hi"}, BREEZE, {"generation_job_id": "j1"}, "breeze:j1"),
    ],
)
def test_a_job_that_is_named_is_not_lost(
    world: World,
    jobs: Face,
    caplog: pytest.LogCaptureFixture,
    provider: str,
    parameters: dict[str, Any],
    url: str,
    body: object,
    ref: str,
) -> None:
    world.script.on(url, reply(body, 201))
    job = jobs.submit(provider, **parameters)
    assert (job.ref, job.status) == (ref, JobStatus.UNKNOWN)
    assert "a response was read as far as needed" in caplog.text


def test_whatever_the_reader_of_an_adapter_trips_over(
    world: World, jobs: Face, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.script.on(URL, reply({"data": {"id": "g1", "status": "pending"}}, 202))

    def nothing(*_: object) -> None: ...

    monkeypatch.setattr("finetuning_jobs_client.api.generations.create_generation.parse", nothing)
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit("finetuning", **PARAMETERS)
    assert caught.value.refs == ("finetuning:g1",)


def test_an_interrupt_while_it_is_under_way_says_so() -> None:
    def interrupt(_: httpx.Request) -> httpx.Response:
        raise KeyboardInterrupt

    with (
        Jobs([SETTINGS["finetuning"]], transport=httpx.MockTransport(interrupt)) as jobs,
        pytest.raises(KeyboardInterrupt) as caught,
    ):
        jobs.submit("finetuning", **PARAMETERS)
    assert ["There may be a job and a charge" in note for note in caught.value.__notes__] == [True]


def test_an_interrupt_after_the_answer_names_the_job() -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    accepted = reply({"data": {"id": "g1", "status": "pending"}}, 202)
    transport = httpx.MockTransport(lambda _: accepted.response())
    with (
        Jobs([SETTINGS["finetuning"]], transport=transport, on_submitted=interrupt) as jobs,
        pytest.raises(KeyboardInterrupt) as caught,
    ):
        jobs.submit("finetuning", **PARAMETERS)
    assert ["names finetuning:g1" in note for note in caught.value.__notes__] == [True]


def test_a_cancelled_task_says_so() -> None:
    async def story() -> asyncio.CancelledError:
        sent = asyncio.Event()

        async def hang(_: httpx.Request) -> httpx.Response:
            sent.set()
            await asyncio.Event().wait()
            raise AssertionError("endless")

        async with AsyncJobs([SETTINGS["finetuning"]], transport=httpx.MockTransport(hang)) as jobs:
            task = asyncio.create_task(jobs.submit("finetuning", **PARAMETERS))
            await sent.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            return caught.value

    error = asyncio.run(story())
    assert ["There may be a job and a charge" in note for note in error.__notes__] == [True]


def test_a_task_that_is_cancelled_before_the_submit_goes_out_has_submitted_nothing(tmp_path: Path) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise AssertionError("it was sent")

    async def story(jobs: AsyncJobs) -> None:
        async with jobs:
            task = asyncio.current_task()
            assert task is not None
            task.cancel()  # as Ctrl-C does, in whatever line it comes
            await jobs.submit("finetuning", **PARAMETERS)

    ledger = SQLiteLedger(tmp_path / "jobs.sqlite")
    jobs = AsyncJobs([SETTINGS["finetuning"]], transport=httpx.MockTransport(fail), ledger=ledger)
    with pytest.raises(asyncio.CancelledError) as caught:
        asyncio.run(story(jobs))
    assert not hasattr(caught.value, "__notes__")
    assert ledger.pending() == []


def test_the_hooks_see_every_ref(world: World) -> None:
    submitted: list[str | None] = []
    updated: list[tuple[str | None, str]] = []
    jobs = world.jobs(
        *SETTINGS.values(),
        on_submitted=lambda job: submitted.append(job.ref),
        on_update=lambda job: updated.append((job.ref, job.status)),
    )
    rows = [{"generation_id": f"gen-{number}", "status": "queued"} for number in range(3)]
    world.script.on(QUEUE, reply({"generations": rows}))
    jobs.submit_many("oxen", **CAT, num_generations=3)
    with pytest.raises(SubmitUncertain):  # three for one
        jobs.submit("oxen", **CAT)
    assert submitted == ["oxen:gen-0", "oxen:gen-1", "oxen:gen-2"] * 2
    done = {**json.loads(_finetuning("completed"))}
    world.script.on(f"{URL}/g1", reply(done))
    jobs.wait("finetuning:g1")
    assert updated == [("finetuning:g1", "succeeded")]


def _finetuning(status: str) -> str:
    url = "https://media.example/a.mp3"
    return json.dumps({"data": {"id": "g1", "status": status, "createdAt": "2025-01-15 10:30:00", "audioUrl": url}})


def test_a_hook_that_fails_does_not_hide_the_job(world: World, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: object) -> None:
        raise ValueError("mine")

    jobs = world.jobs(*SETTINGS.values(), on_submitted=fail)
    world.script.on(URL, reply({"data": {"id": "g1", "status": "pending"}}, 202))
    assert jobs.submit("finetuning", **PARAMETERS).ref == "finetuning:g1"
    assert "on_submitted failed for finetuning:g1" in caplog.text


def test_two_ids_under_one_name_are_two_jobs_for_one_submit(world: World, jobs: Face) -> None:
    body = b'{"data": {"id": "gen_1", "status": "pending", "id": "gen_2"}}'
    world.script.on(URL, Answer(202, body, {"content-type": "application/json"}))
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit("finetuning", **PARAMETERS)
    assert caught.value.refs == ("finetuning:gen_1", "finetuning:gen_2")

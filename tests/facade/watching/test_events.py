"""What happens to a job, as events and as log records, in both worlds."""

from __future__ import annotations

import asyncio
import logging
import pickle
import re
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import (
    AsyncJobs,
    Bland,
    DownloadError,
    DownloadFailed,
    Event,
    InsufficientCreditsError,
    JobDownloaded,
    JobEnded,
    JobFailed,
    JobLooked,
    JobRetried,
    Jobs,
    JobSubmitted,
    JobWaiting,
    Oxen,
    RequestEnded,
    SubmitFailed,
    SubmitUncertain,
    TransportError,
    WaitTimeout,
)
from generation_jobs_sandbox import Fault

from tests.facade.bodies import OXEN_URL, SETTINGS
from tests.facade.script import Answer, lost
from tests.facade.watching.secrets import KEY, PROMPT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generation_jobs_sandbox import Sandbox

    from tests.facade.shells import Face, World

ENDS = (JobSubmitted, JobEnded, JobDownloaded)


def test_a_job_from_submit_to_file(box: Sandbox, online: Callable[..., Face], tmp_path: Path) -> None:
    box.world.next_job("oxen", queued=1, running=60)
    events: list[Event] = []
    jobs = online(on_event=events.append)
    job = jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT)
    jobs.wait(job)
    (file,) = jobs.download(job, tmp_path)
    jobs.download(job, tmp_path)

    assert [type(event) for event in events if isinstance(event, ENDS)] == [*ENDS, JobDownloaded]
    submitted = next(event for event in events if isinstance(event, JobSubmitted))
    assert (submitted.ref, submitted.provider, submitted.model) == (job.ref, "oxen", "flux-2-dev")
    assert submitted.sent_at <= submitted.at
    waits = [event.seconds for event in events if isinstance(event, JobWaiting)]
    assert waits[0] == 0.0 and all(seconds > 0 for seconds in waits[1:]) and len(waits) > 2
    states = [event.job.status for event in events if isinstance(event, JobLooked)]
    assert states[0] in {"queued", "running"} and states[-1] == "succeeded"
    first, again = (event for event in events if isinstance(event, JobDownloaded))
    assert (first.files, first.size_bytes, again.size_bytes) == ((file,), file.stat().st_size, 0)
    assert KEY not in repr(events) and PROMPT not in repr(events)


@pytest.mark.parametrize("client", [Jobs, AsyncJobs])
def test_no_wait_begins_before_the_first_outcome_is_asked_for(client: type[Jobs | AsyncJobs]) -> None:
    """A generator that nobody starts never ends either, so that its wait would be kept for ever."""
    events: list[Event] = []
    client([SETTINGS["oxen"]], on_event=events.append).as_completed(["oxen:1"])
    assert events == []


def test_a_download_that_fails(box: Sandbox, online: Callable[..., Face], tmp_path: Path) -> None:
    events: list[Event] = []
    jobs = online(on_event=events.append)
    job = jobs.wait(f"oxen:{box.world.add('oxen', faults=[Fault('status', on='media', status=404, times=9)])}")
    with pytest.raises(DownloadError) as caught:
        jobs.download(job, tmp_path)
    (failed,) = (event for event in events if isinstance(event, DownloadFailed))
    assert (failed.ref, failed.error) == (job.ref, caught.value)
    assert failed.seconds > 1


def test_each_request_is_told_with_its_status(box: Sandbox, online: Callable[..., Face]) -> None:
    events: list[Event] = []
    jobs = online(on_event=events.append)
    ref = f"oxen:{box.world.add('oxen', running=20, faults=[Fault('status', status=429), Fault('reset')])}"
    jobs.wait(ref)
    requests = [event for event in events if isinstance(event, RequestEnded)]
    assert [event.status_code for event in requests[:2]] == [429, None]
    assert requests[1].error is not None
    assert {(event.ref, event.method, event.is_submit) for event in requests} == {(ref, "GET", False)}
    assert len(requests) == len([one for one in box.world.requests if one.path.startswith("/oxen")])
    retries = [event for event in events if isinstance(event, JobRetried)]
    assert [(event.ref, event.operation, event.attempt) for event in retries] == [(ref, "poll", 1), (ref, "poll", 2)]
    assert all(event.seconds > 0 for event in retries)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault("status", on="submit", status=402), InsufficientCreditsError),
        (Fault("reset", on="submit", accepted=True), SubmitUncertain),
    ],
)
def test_a_submit_that_fails_is_told(
    box: Sandbox, online: Callable[..., Face], fault: Fault, error: type[Exception]
) -> None:
    box.world.inject_fault("oxen", fault)
    events: list[Event] = []
    with pytest.raises(error):
        online(on_event=events.append).submit("oxen", model="flux-2-dev", prompt=PROMPT)
    (failed,) = [event for event in events if isinstance(event, SubmitFailed)]
    assert (failed.provider, failed.ref, failed.model) == ("oxen", None, "flux-2-dev")
    assert isinstance(failed.error, error)
    assert PROMPT not in repr(events)


def test_the_error_of_a_request_is_the_callers_and_has_no_key(world: World) -> None:
    events: list[Event] = []
    world.script.on(OXEN_URL.format(id="j"), lost(f"the proxy refuses the key {KEY}"))
    with pytest.raises(TransportError) as caught:
        world.jobs(Oxen(api_key=KEY), on_event=events.append).get("oxen:j")
    (request,) = [event for event in events if isinstance(event, RequestEnded)]
    assert request.error is caught.value
    assert str(request.error) == "oxen:j: no response from hub.oxen.ai: the proxy refuses the key [secret]"


def test_every_job_of_many_ends_once_whatever_tells_of_it(box: Sandbox, online: Callable[..., Face]) -> None:
    events: list[Event] = []
    jobs = online(on_event=events.append)
    refs = [f"finetuning:{box.world.add('finetuning', running=30.0 * number)}" for number in range(12)]
    refs.append(f"finetuning:{box.world.add('finetuning', 'failed', running=10)}")
    refs.append(f"finetuning:{box.world.add('finetuning', running=10_000)}")
    jobs.wait_all(refs, timeout=600)
    ends = {event.ref: event for event in events if isinstance(event, JobEnded)}
    assert set(ends) == set(refs)
    assert len([event for event in events if isinstance(event, JobEnded)]) == len(refs)
    assert isinstance(ends[refs[-2]].error, JobFailed)
    assert isinstance(ends[refs[-1]].error, WaitTimeout)
    assert any(isinstance(event, JobLooked) and event.is_listed for event in events)


def test_the_older_hooks_are_called_by_the_same_events(box: Sandbox, online: Callable[..., Face]) -> None:
    submitted: list[object] = []
    updated: list[object] = []
    jobs = online(
        on_submitted=lambda job: submitted.append(job.ref), on_update=lambda job: updated.append(job.status.value)
    )
    job = jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT)
    jobs.wait(job)
    assert submitted == [job.ref]
    assert updated[-1] == "succeeded"


def test_a_listener_that_raises_does_no_harm(
    box: Sandbox, online: Callable[..., Face], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: Event) -> None:
        raise LookupError(event)

    jobs = online(on_event=fail)
    assert jobs.wait(jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT)).status == "succeeded"
    assert "on_event failed for oxen" in caplog.text


def test_log_records_have_the_fields(
    box: Sandbox, online: Callable[..., Face], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG, "generation_jobs.events")
    jobs = online()
    failing = f"oxen:{box.world.add('oxen', 'failed')}"
    with pytest.raises(JobFailed):
        jobs.wait(failing)
    jobs.download(jobs.wait(jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT)), tmp_path)
    records: list[Any] = [record for record in caplog.records if record.name == "generation_jobs.events"]
    ended = next(record for record in records if record.event == "JobEnded")
    assert (ended.ref, ended.provider, ended.status, ended.levelname) == (failing, "oxen", "failed", "INFO")
    assert failing in ended.error
    assert re.match(f"{failing}: JobEnded status=failed error={failing} failed: ", ended.getMessage())
    found = [record.getMessage() for record in records if record.event == "RequestEnded"]
    assert any(re.fullmatch(r"oxen:.*: RequestEnded method=GET status_code=200 seconds=[\d.e-]+", one) for one in found)
    assert ended.error_type == "JobFailed"
    request = next(record for record in records if record.event == "RequestEnded")
    assert (request.status_code, request.method, request.levelname) == (200, "GET", "DEBUG")
    assert {record.event for record in records} >= {"JobSubmitted", "JobLooked", "JobWaiting", "JobDownloaded"}
    everything = str([vars(record) for record in records])
    assert KEY not in everything and PROMPT not in everything


def test_an_interruption_without_a_message_is_named_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    def interrupt(_: object) -> Answer:
        raise asyncio.CancelledError

    caplog.set_level(logging.DEBUG, "generation_jobs.events")
    world.script.on(OXEN_URL.format(id="j"), interrupt)
    with pytest.raises(asyncio.CancelledError):
        world.jobs(Oxen(api_key=KEY)).get("oxen:j")
    (record,) = [record for record in caplog.records if record.name == "generation_jobs.events"]
    assert record.getMessage().endswith("error=CancelledError")


def test_the_download_of_a_job_without_ref_names_its_provider(world: World, tmp_path: Path) -> None:
    events: list[Event] = []
    world.script.on("https://api.bland.ai/v2/tts", Answer(200, b"RIFF....WAVE", {"content-type": "audio/wav"}))
    jobs = world.jobs(Bland(api_key=KEY), on_event=events.append)
    job = jobs.submit("bland", text="Hi", voice="2b3c4d5e-6f70-8901-2345-6789abcdef01")
    jobs.download(job, tmp_path)
    assert job.provider == "bland"
    assert pickle.loads(pickle.dumps(job)).provider == "bland"
    assert [event.provider for event in events if isinstance(event, JobDownloaded)] == ["bland"]


def test_no_event_is_built_while_nobody_listens(
    box: Sandbox, online: Callable[..., Face], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("an event was built")

    kinds = (
        JobSubmitted,
        JobLooked,
        JobWaiting,
        JobRetried,
        JobEnded,
        JobDownloaded,
        DownloadFailed,
        RequestEnded,
        SubmitFailed,
    )
    for kind in kinds:
        monkeypatch.setattr(kind, "__init__", fail)
    jobs = online()
    box.world.inject_fault("oxen", Fault("status", on="submit", status=402))
    with pytest.raises(InsufficientCreditsError):
        jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT)
    job = jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT)
    faulty = f"oxen:{box.world.add('oxen', running=30, faults=[Fault('status', status=502)])}"
    jobs.wait_all([job, faulty])
    jobs.download(jobs.wait(job), tmp_path)
    jobs.look(job)

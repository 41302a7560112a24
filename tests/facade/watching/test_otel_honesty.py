"""What traces and metrics say where the simple story does not hold: retries, interruptions, forks, other processes."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import (
    AsyncJobs,
    Event,
    JobEnded,
    JobSubmitted,
    LedgerError,
    Oxen,
    RequestEnded,
    SubmitFailed,
    WaitInterrupted,
    WaitTimeout,
)
from generation_jobs.job import Job, JobStatus, Media
from generation_jobs_sandbox import Fault
from opentelemetry.trace import StatusCode

from tests.facade.watching.collector import Collector, values
from tests.facade.watching.secrets import KEY, PROMPT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from generation_jobs_sandbox import Sandbox

    from tests.facade.shells import Face, World

JOB = "generate_content flux-2-dev"
RESENDS = "http.request.resend_count"
OXEN: dict[str, Any] = {"model": "flux-2-dev", "prompt": PROMPT}


def test_requests_that_are_sent_again_are_counted(
    box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    box.world.inject_fault("oxen", Fault("status", on="submit", status=429, times=2))
    box.world.next_job("oxen", running=60, faults=[Fault("status", status=502), Fault("reset")])
    jobs = online(on_event=collector.listener)
    jobs.wait(jobs.submit("oxen", **OXEN))
    assert [values(span).get(RESENDS) for span in collector.spans("POST")] == [None, 1, 2]
    polls = [values(span).get(RESENDS) for span in collector.spans("GET")]
    assert polls[:3] == [None, 1, 2]
    assert len(polls) > 3 and set(polls[3:]) == {None}, "a poll after an answer is another request"


def test_the_span_of_a_job_names_the_server(box: Sandbox, online: Callable[..., Face], collector: Collector) -> None:
    jobs = online(on_event=collector.listener)
    jobs.wait(jobs.submit("oxen", **OXEN))
    jobs.wait(f"oxen:{box.world.add('oxen')}")
    collector.listener.close()
    for span in collector.spans(JOB) + collector.spans("generate_content"):
        assert f"{values(span)['server.address']}:{values(span)['server.port']}" in box.base_url("oxen")


def interrupt(listen: Callable[[Event], object], call: Callable[[AsyncJobs, str], Awaitable[object]]) -> None:
    """Cancel a call of a client once the server, whose URL the call gets, has a request. It never answers."""

    async def story() -> None:
        has_arrived = asyncio.Event()

        async def stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readline()
            has_arrived.set()
            await reader.read()  # until the client hangs up
            writer.close()

        async with await asyncio.start_server(stall, "127.0.0.1", 0) as server:
            url = "http://{}:{}".format(*server.sockets[0].getsockname())
            settings = [Oxen(api_key=KEY, base_url=url)]
            async with AsyncJobs(settings, on_event=listen, allow_private_media=True) as jobs:
                calling = asyncio.ensure_future(call(jobs, url))
                await has_arrived.wait()
                calling.cancel()
                await asyncio.gather(calling, return_exceptions=True)

    asyncio.run(story())


def test_a_submit_that_is_interrupted_is_a_span_that_failed(collector: Collector) -> None:
    """It may have been paid for."""
    interrupt(collector.listener, lambda jobs, _: jobs.submit("oxen", **OXEN))
    (span,), (submit,) = collector.spans(JOB), collector.spans("POST")
    assert submit.parent is not None and submit.parent.span_id == span.context.span_id  # type: ignore[union-attr]
    for one in (span, submit):
        assert (one.status.status_code, values(one)["error.type"]) == (StatusCode.ERROR, "CancelledError")


def test_a_download_that_is_interrupted_is_a_span_that_failed(collector: Collector, tmp_path: Path) -> None:

    def download(jobs: AsyncJobs, url: str) -> Awaitable[object]:
        media = (Media("image", url=f"{url}/1.png"),)
        return jobs.download(Job("oxen:1", JobStatus.SUCCEEDED, media=media), tmp_path)

    interrupt(collector.listener, download)
    (download,) = collector.spans("download")
    assert (download.status.status_code, values(download)["error.type"]) == (StatusCode.ERROR, "CancelledError")


def test_a_submit_that_was_never_sent_is_a_span_that_failed(
    online: Callable[..., Face], collector: Collector, tmp_path: Path
) -> None:
    """As where the ledger's database is down: an operator has to see that nothing is submitted any more."""
    jobs = online(on_event=collector.listener, ledger=tmp_path / "ledger.sqlite")
    (tmp_path / "ledger.sqlite").write_bytes(b"no database")
    with pytest.raises(LedgerError):
        jobs.submit("oxen", **OXEN)
    (span,) = collector.spans(JOB)
    assert (span.status.status_code, values(span)["error.type"]) == (StatusCode.ERROR, "LedgerError")
    assert collector.total("gen_ai.client.operation.duration", error_type="LedgerError") == 1


def test_a_job_is_counted_once_however_often_it_is_waited_for(
    online: Callable[..., Face], collector: Collector, tmp_path: Path
) -> None:
    jobs = online(on_event=collector.listener)
    job = jobs.submit("oxen", **OXEN)
    for _ in range(3):
        jobs.download(jobs.wait(job), tmp_path)
    assert collector.total("generation_jobs.job.ended", generation_jobs_job_status="succeeded") == 1
    assert collector.total("generation_jobs.job.cost") == pytest.approx(0.04)
    assert collector.total("generation_jobs.job.active") == 0


def test_a_job_that_had_ended_before_the_wait_began_has_no_lag(
    world: World, box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    ref = f"oxen:{box.world.add('oxen')}"
    world.clock.advance(3600)
    online(on_event=collector.listener).wait(ref)
    assert collector.total("generation_jobs.job.lag") == 1
    assert collector.sum("generation_jobs.job.lag") < 60


def test_a_job_that_is_only_looked_at_is_counted(
    box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    """As by a program with a timer of its own."""
    submitting, looking = online(), online(on_event=collector.listener)
    job = submitting.wait(submitting.submit("oxen", **OXEN))
    for _ in range(2):
        looking.look(str(job.ref))
    assert collector.total("generation_jobs.job.ended", generation_jobs_job_status="succeeded") == 1
    assert collector.total("generation_jobs.job.cost") == pytest.approx(0.04)
    assert collector.total("generation_jobs.job.active") == 0


def test_a_job_that_is_left_to_another_process_is_closed(
    world: World, box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    """As by a web server whose worker waits: until the span ends, nobody sees the parent of its requests."""
    box.world.next_job("oxen", running=10_000)
    jobs = online(on_event=collector.listener)
    jobs.submit("oxen", **OXEN)
    assert collector.total("generation_jobs.job.active") == 1
    world.clock.advance(601)
    jobs.get(f"oxen:{box.world.add('oxen')}")
    (span,) = collector.spans(JOB)
    assert span.end_time - span.start_time < 60e9  # type: ignore[operator]
    assert span.status.status_code is StatusCode.UNSET
    assert collector.total("generation_jobs.job.active") == 0


@pytest.mark.parametrize("others", [[], ["oxen:other"]], ids=["one job", "two jobs"])
def test_a_wait_that_is_interrupted_leaves_no_active_job(collector: Collector, others: list[str]) -> None:
    """As in a worker that is shut down: another one goes on, and counts the job."""
    events: list[Event] = []

    def listen(event: Event) -> None:
        events.append(event)
        collector.listener(event)

    interrupt(listen, lambda jobs, _: jobs.wait_all(["oxen:1", *others]) if others else jobs.wait("oxen:1"))
    assert collector.total("generation_jobs.job.active") == 0
    assert {event.ref for event in events if isinstance(event, WaitInterrupted)} == {"oxen:1", *others}
    assert not [event for event in events if isinstance(event, JobEnded)]


def test_a_job_is_active_until_nobody_waits_for_it(
    box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    refs = [f"oxen:{box.world.add('oxen', running=seconds)}" for seconds in (5, 50)]
    jobs = online(on_event=collector.listener)
    outer = jobs.as_completed(refs)
    next(outer)
    inner = jobs.as_completed([refs[1], f"oxen:{box.world.add('oxen')}"])
    next(inner)
    inner.close()
    assert collector.total("generation_jobs.job.active") == 1
    outer.close()
    assert collector.total("generation_jobs.job.active") == 0
    jobs.wait(refs[1])
    assert collector.total("generation_jobs.job.active") == 0
    assert collector.total("generation_jobs.job.ended") == 3


def test_a_program_that_ends_leaves_no_active_job(online: Callable[..., Face], collector: Collector) -> None:
    online(on_event=collector.listener).submit("oxen", **OXEN)
    assert collector.total("generation_jobs.job.active") == 1
    collector.listener.close()
    assert collector.total("generation_jobs.job.active") == 0


def test_a_job_that_is_polled_seldom_stays_open(
    world: World, box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    box.world.next_job("oxen", running=20_000)
    jobs = online(on_event=collector.listener)
    jobs.wait_all([jobs.submit("oxen", **OXEN), f"oxen:{box.world.add('oxen', running=5)}"], timeout=30_000)
    collector.listener.close()
    (span,) = collector.spans(JOB)
    assert values(span)["generation_jobs.job.status"] == "succeeded"


def test_a_wait_that_times_out_tells_the_last_known_state(box: Sandbox, online: Callable[..., Face]) -> None:
    events: list[Event] = []
    jobs = online(on_event=events.append)
    with pytest.raises(WaitTimeout):
        jobs.wait(f"oxen:{box.world.add('oxen', running=1000)}", timeout=60)
    (ended,) = [event for event in events if isinstance(event, JobEnded)]
    assert ended.job is not None and ended.job.status == "running"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # it has threads, which is the point
def test_a_fork_while_another_thread_tells_of_an_event(collector: Collector) -> None:
    """As where a web server loads the program, and then forks its workers."""
    now = datetime.now(UTC)
    told: dict[str, Any] = {"at": now, "provider": "oxen", "ref": "oxen:1", "sent_at": now}
    told["job"] = Job("oxen:1", JobStatus.QUEUED)
    may_go_on, is_inside = threading.Event(), threading.Event()

    class SlowModel(str):
        def __format__(self, spec: str) -> str:
            is_inside.set()
            assert may_go_on.wait(10)
            return str(self)

    event = JobSubmitted(**told, model=SlowModel("flux"))
    thread = threading.Thread(target=collector.listener, args=(event,))
    thread.start()
    assert is_inside.wait(10)
    child = os.fork()
    if child == 0:
        signal.alarm(10)  # kills it if it hangs
        collector.listener(JobSubmitted(**told, model=None))
        os._exit(0)
    may_go_on.set()
    thread.join()
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_leaves_the_spans_of_its_parent_alone(
    box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    jobs = online(on_event=collector.listener)
    jobs.submit("oxen", **OXEN)
    child = os.fork()
    if child == 0:
        collector.listener.close()  # as at the end of a program
        os._exit(len(collector.spans(JOB)))
    assert os.waitpid(child, 0)[1] == 0, "the span is the parent's"
    collector.listener.close()
    assert len(collector.spans(JOB)) == 1


def test_an_interrupted_submit_is_an_event_with_its_request() -> None:
    events: list[Event] = []
    interrupt(events.append, lambda jobs, _: jobs.submit("oxen", **OXEN))
    request, failed = events
    assert isinstance(request, RequestEnded) and request.is_submit and request.status_code is None
    assert isinstance(failed, SubmitFailed) and isinstance(request.error, asyncio.CancelledError)

"""Traces and metrics, as a collector in memory sees them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import (
    AsyncJobs,
    Bland,
    DownloadError,
    Event,
    InsufficientCreditsError,
    JobFailed,
    JobRetried,
    Oxen,
    RequestEnded,
    SubmitUncertain,
)
from generation_jobs.ledger import Intent, SQLiteLedger
from generation_jobs_sandbox import Fault, Sandbox
from generation_jobs_sandbox import World as Imitation
from opentelemetry.trace import StatusCode

from tests.facade.script import Answer
from tests.facade.watching.collector import lies_within, values
from tests.facade.watching.secrets import KEY, PROMPT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.facade.shells import Face, World
    from tests.facade.watching.collector import Collector


def test_one_span_from_submit_to_file_with_its_requests_as_children(
    box: Sandbox, online: Callable[..., Face], collector: Collector, tmp_path: Path
) -> None:
    box.world.next_job("oxen", queued=1, running=60)
    jobs = online(on_event=collector.listener)
    with collector.tracer.start_as_current_span("order 17"):
        job = jobs.wait(jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT))
        assert collector.spans("generate_content flux-2-dev") == [], "open until its file is there"
        (file,) = jobs.download(job, tmp_path)

    (span,) = collector.spans("generate_content flux-2-dev")
    (order,) = collector.spans("order 17")
    assert collector.children(order) == [span]
    assert span.kind.name == "CLIENT"
    assert {
        "gen_ai.operation.name": "generate_content",
        "gen_ai.provider.name": "oxen",
        "gen_ai.request.model": "flux-2-dev",
        "gen_ai.response.id": str(job.ref).partition(":")[2],
        "generation_jobs.job.ref": job.ref,
        "generation_jobs.job.status": "succeeded",
        "generation_jobs.job.cost": 0.04,
    }.items() <= values(span).items()
    polls, (submit,), (download,) = (collector.children(span, name) for name in ("GET", "POST", "download"))
    assert len(polls) > 1
    for child in (submit, *polls, download):
        assert lies_within(child, span)
    assert values(polls[0])["http.response.status_code"] == 200
    assert values(polls[0])["server.address"] == "127.0.0.1"
    assert values(download)["generation_jobs.download.size"] == file.stat().st_size
    assert [event.attributes["generation_jobs.job.status"] for event in span.events][-1] == "succeeded"  # type: ignore[index]
    everything = "".join(one.to_json() for one in collector.spans())
    assert KEY not in everything and PROMPT not in everything

    assert collector.total("generation_jobs.job.ended", generation_jobs_job_status="succeeded") == 1
    assert collector.total("generation_jobs.job.active") == 0
    assert collector.total("generation_jobs.job.lag") == 1
    assert collector.total("generation_jobs.job.cost") == pytest.approx(0.04)
    assert collector.total("generation_jobs.download.size") == file.stat().st_size
    assert collector.total("gen_ai.client.operation.duration", gen_ai_request_model="flux-2-dev") == 1
    assert collector.total("http.client.request.duration", http_request_method="GET") == len(polls)


def test_a_submit_that_is_tried_again_is_in_the_span_of_its_job(
    box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    box.world.inject_fault("oxen", Fault("status", on="submit", status=429))
    jobs = online(on_event=collector.listener)
    jobs.wait(jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT))
    collector.listener.close()
    (span,) = collector.spans("generate_content flux-2-dev")
    submits = collector.spans("POST")
    assert [values(one)["http.response.status_code"] for one in submits] == [429, 200]
    assert {one.parent and one.parent.span_id for one in submits} == {span.context.span_id}  # type: ignore[union-attr]
    assert span.events[0].name == "retried"
    assert collector.total("gen_ai.client.operation.duration") == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault("status", on="submit", status=402), InsufficientCreditsError),
        (Fault("reset", on="submit", accepted=True), SubmitUncertain),
    ],
)
def test_a_submit_without_a_job_is_a_span_that_failed(
    box: Sandbox, online: Callable[..., Face], collector: Collector, fault: Fault, error: type[Exception]
) -> None:
    box.world.inject_fault("oxen", fault)
    jobs = online(on_event=collector.listener)
    with pytest.raises(error):
        jobs.submit("oxen", model="flux-2-dev", prompt=PROMPT)
    (span,), (submit,) = collector.spans("generate_content flux-2-dev"), collector.spans("POST")
    assert collector.children(span, "POST") == [submit]
    assert (span.status.status_code, values(span)["error.type"]) == (StatusCode.ERROR, error.__name__)
    assert collector.total("gen_ai.client.operation.duration", error_type=error.__name__) == 1
    assert collector.total("generation_jobs.job.active") == 0
    jobs.submit("oxen", model="flux-2-dev", prompt="another one")
    collector.listener.close()
    assert len(collector.spans("generate_content flux-2-dev")) == 2


def test_a_submit_that_another_process_repeats_is_a_span_that_failed(
    box: Sandbox, online: Callable[..., Face], collector: Collector, tmp_path: Path
) -> None:
    ledger, intents = SQLiteLedger(tmp_path / "ledger.sqlite"), list[Intent]()

    def listen(event: Event) -> None:
        collector.listener(event)
        if isinstance(event, RequestEnded):
            intents.extend(entry.intent for entry in ledger.pending())
        if isinstance(event, JobRetried):
            ledger.answer(ledger.begin(intents[0]), ["oxen:of_the_other"])

    box.world.inject_fault("oxen", Fault("status", on="submit", status=429))
    jobs = online(on_event=listen, ledger=ledger)
    assert jobs.submit("oxen", key="order-17", model="flux-2-dev", prompt=PROMPT).ref == "oxen:of_the_other"
    (span,) = collector.spans("generate_content flux-2-dev")
    assert values(span)["error.type"] == "RateLimitedError"
    jobs.submit("oxen", model="flux-2-dev", prompt="another one")
    collector.listener.close()
    assert len(collector.spans("generate_content flux-2-dev")) == 2
    ledger.close()


def test_jobs_of_one_submit_have_a_span_each(box: Sandbox, online: Callable[..., Face], collector: Collector) -> None:
    jobs = online(on_event=collector.listener)
    jobs.wait_all(jobs.submit_many("oxen", model="flux-2-dev", prompt=PROMPT, num_generations=2))
    collector.listener.close()
    spans, (submit,) = collector.spans("generate_content flux-2-dev"), collector.spans("POST")
    assert len(spans) == 2
    assert submit.parent is not None
    (other,) = [span for span in spans if span.context.span_id != submit.parent.span_id]  # type: ignore[union-attr]
    assert [link.context.span_id for link in other.links] == [submit.context.span_id]  # type: ignore[union-attr]


def test_a_wait_elsewhere_is_linked(box: Sandbox, online: Callable[..., Face], collector: Collector) -> None:
    """As of a task that waits for what a web request has submitted."""
    web, worker = (online(on_event=collector.listener) for _ in range(2))
    with collector.tracer.start_as_current_span("web request"):
        job = web.submit("oxen", model="flux-2-dev", prompt=PROMPT)
    with collector.tracer.start_as_current_span("task") as task:
        worker.wait(job)
    collector.listener.close()
    (span,) = collector.spans("generate_content flux-2-dev")
    assert [link.context.span_id for link in span.links] == [task.get_span_context().span_id]


def test_trouble_is_seen(box: Sandbox, online: Callable[..., Face], collector: Collector) -> None:
    jobs = online(on_event=collector.listener)
    faults = [Fault("status", status=429), Fault("reset")]
    ref = f"oxen:{box.world.add('oxen', 'failed', running=20, faults=faults)}"
    with pytest.raises(JobFailed):
        jobs.wait(ref)
    (span,) = collector.spans("generate_content")
    assert (span.status.status_code, values(span)["error.type"]) == (StatusCode.ERROR, "JobFailed")
    assert [event.name for event in span.events][:2] == ["retried", "retried"]
    assert [values(poll).get("error.type") for poll in collector.spans("GET")][:3] == ["429", "connection_lost", None]
    assert collector.total("http.client.request.duration", http_response_status_code=429) == 1
    assert collector.total("generation_jobs.job.ended", error_type="JobFailed") == 1


def test_the_requests_of_a_download_are_its_children(
    box: Sandbox, online: Callable[..., Face], collector: Collector, tmp_path: Path
) -> None:
    """Each with its host alone: the rest of the URL of a result may be signed."""
    host = str(box.world.media_url)
    faults = [Fault("status", on="media"), Fault("reset_in_body", on="media"), Fault("redirect", on="media", to=host)]
    job = f"oxen:{box.world.add('oxen', faults=faults)}"
    jobs = online(on_event=collector.listener)
    jobs.wait(job)
    jobs.download(job, tmp_path)
    (span,), (download,) = collector.spans("generate_content"), collector.spans("download")
    requests = collector.children(download, "GET")
    seen = [(values(one)["http.response.status_code"], values(one).get("error.type")) for one in requests]
    assert seen[:3] == [(503, "503"), (200, "connection_lost"), (302, None)]
    assert [values(one).get("http.request.resend_count") for one in requests] == [None, *range(1, len(requests))]
    assert {values(one)["url.full"] for one in requests} == {host}
    assert all(lies_within(one, download) for one in requests)
    assert lies_within(download, span)
    polls = collector.total("http.client.request.duration", http_request_method="GET")
    assert polls == len(collector.children(span, "GET")), "hosts of results are no part of the API"


def test_a_download_that_fails_is_seen(
    box: Sandbox, online: Callable[..., Face], collector: Collector, tmp_path: Path
) -> None:
    jobs = online(on_event=collector.listener)
    job = jobs.wait(f"oxen:{box.world.add('oxen', faults=[Fault('status', on='media', status=404, times=9)])}")
    with pytest.raises(DownloadError):
        jobs.download(job, tmp_path)
    (span,), (download,) = collector.spans("generate_content"), collector.spans("download")
    assert collector.children(span, "download") == [download]
    for one in (span, download):
        assert (one.status.status_code, values(one)["error.type"]) == (StatusCode.ERROR, "DownloadError")
    assert values(span)["generation_jobs.job.status"] == "succeeded"
    assert lies_within(download, span)
    retries: list[Any] = [event.attributes for event in span.events if event.name == "retried"]
    assert {one["generation_jobs.operation"] for one in retries} == {"download"}
    assert {one["error.type"] for one in retries} == {"TransportError"}
    assert "404" in retries[0]["exception.message"] and retries[0]["generation_jobs.delay"] > 0
    assert collector.total("generation_jobs.job.active") == 0


def test_seconds_are_counted_in_buckets_for_seconds(
    box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    jobs = online(on_event=collector.listener)
    jobs.wait(f"oxen:{box.world.add('oxen', running=20)}")
    assert collector.bounds("http.client.request.duration")[:2] == (0.005, 0.01)
    assert 20.48 in collector.bounds("gen_ai.client.operation.duration")
    assert max(collector.bounds("generation_jobs.job.lag")) > 3600


def test_jobs_that_a_list_tells_of_have_a_link_to_its_page(
    box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    jobs = online(on_event=collector.listener)
    jobs.wait_all([f"finetuning:{box.world.add('finetuning', running=30.0 * number)}" for number in range(12)])
    assert collector.total("generation_jobs.job.ended", generation_jobs_job_status="succeeded") == 12
    collector.listener.close()  # nothing was downloaded
    spans = collector.spans("generate_content")
    pages = {page.context.span_id for page in collector.spans("GET") if page.parent is None}  # type: ignore[union-attr]
    linked = [link.context.span_id for span in spans for link in span.links]
    assert len(spans) == 12
    assert linked and set(linked) <= pages


def test_the_span_of_a_job_that_nobody_downloads_ends(
    world: World, box: Sandbox, online: Callable[..., Face], collector: Collector
) -> None:
    jobs = online(on_event=collector.listener)
    jobs.wait(f"oxen:{box.world.add('oxen')}")
    world.clock.advance(601)
    assert collector.spans("generate_content") == []
    jobs.wait(f"oxen:{box.world.add('oxen')}")
    (span,) = collector.spans("generate_content")
    assert span.end_time - span.start_time < 60e9  # type: ignore[operator]


def test_the_answer_that_is_the_result_is_a_span_too(collector: Collector, world: World) -> None:
    world.script.on("https://api.bland.ai/v2/tts", Answer(200, b"RIFF....WAVE", {"content-type": "audio/wav"}))
    jobs = world.jobs(Bland(api_key=KEY), on_event=collector.listener)
    jobs.submit("bland", text="Hi", voice="2b3c4d5e-6f70-8901-2345-6789abcdef01")
    (span,) = collector.spans("generate_content")
    assert values(span)["generation_jobs.job.status"] == "succeeded"
    assert collector.total("generation_jobs.job.active") == 0


def test_requests_by_aiohttp_are_seen_as_well(collector: Collector, tmp_path: Path) -> None:
    async def generate(settings: Oxen) -> None:
        async with AsyncJobs(
            [settings], transport="aiohttp", allow_private_media=True, on_event=collector.listener
        ) as jobs:
            await jobs.oxen.generate(tmp_path, model="flux-2-dev", prompt=PROMPT)

    with Sandbox(Imitation(queued=0, running=0)) as box:
        asyncio.run(generate(Oxen(api_key=KEY, base_url=box.base_url("oxen"))))
    (span,) = collector.spans("generate_content flux-2-dev")
    assert {child.name for child in collector.children(span)} == {"POST", "GET", "download"}

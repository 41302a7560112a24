"""The trace of a job that one worker begins and another one ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from generation_jobs import AsyncJobs
from generation_jobs_temporal import GenerateJob, GenerationJobsPlugin, JobRequest
from temporalio.client import Client
from temporalio.contrib.opentelemetry import TracingInterceptor
from temporalio.worker import Worker

from tests.facade.watching.collector import Collector
from tests.temporal.stage import astronaut, until
from tests.temporal.worker import POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.temporal.stage import Stage


@pytest.fixture
def collectors() -> Iterator[tuple[Collector, Collector]]:
    """One for each worker, as if they were processes; the user's program uses that of the first."""
    both = Collector(), Collector()
    yield both
    for collector in both:
        collector.end()


async def worker_of(stage: Stage, collector: Collector) -> Worker:
    """A worker whose jobs and activities are traced."""

    def jobs() -> AsyncJobs:
        return AsyncJobs.from_env(policies=POLICIES, on_event=collector.listener)

    plugin, tracing = GenerationJobsPlugin(jobs, directory=stage.files), TracingInterceptor(collector.tracer)
    return Worker(await Client.connect(stage.address, plugins=[plugin], interceptors=[tracing]), task_queue=stage.name)


def test_a_job_that_two_workers_have_in_turn_is_in_one_trace(
    stage: Stage, collectors: tuple[Collector, Collector]
) -> None:
    stage.box.world.next_job("oxen", running=4.0)
    first, second = collectors

    async def story() -> None:
        client = await Client.connect(stage.address, interceptors=[TracingInterceptor(first.tracer)])
        request = JobRequest("oxen", astronaut("handed over"))
        with first.tracer.start_as_current_span("order 17"):
            async with await worker_of(stage, first):
                handle = await client.start_workflow(GenerateJob.run, request, id=stage.name, task_queue=stage.name)
                await until(lambda: stage.requests("GET"))
            assert first.total("generation_jobs.job.active") == 0
        async with await worker_of(stage, second):
            await handle.result()

    asyncio.run(story())
    for collector in collectors:
        collector.listener.close()
        (attempt,) = collector.spans("RunActivity:generation_jobs.generate")
        assert [span.name.split()[0] for span in collector.children(attempt)] == ["generate_content"]
    contexts = [span.get_span_context() for collector in collectors for span in collector.spans()]
    assert len({context and context.trace_id for context in contexts}) == 1
    assert (len(first.spans("POST")), len(second.spans("POST"))) == (1, 0)
    assert (len(first.spans("download")), len(second.spans("download"))) == (0, 1)

"""The waits of a worker: what they send, and when they end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from generation_jobs_temporal import GenerateJob, JobRequest
from generation_jobs_temporal.waits import Waits

from tests.temporal.stage import astronaut

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest
    from generation_jobs import AsyncJobs, Outcome

    from tests.temporal.stage import Stage


def test_workflows_of_one_worker_are_polled_together(stage: Stage) -> None:
    """And their attempts, of which there are many, send nothing."""
    number = 20
    for _ in range(number):
        stage.box.world.next_job("oxen", running=8.0)

    async def story() -> None:
        async with stage.client() as client:
            handles = [
                await client.start_workflow(
                    GenerateJob.run,
                    JobRequest("oxen", astronaut(str(one))),
                    id=f"{stage.name}-{one}",
                    task_queue=stage.name,
                )
                for one in range(number)
            ]
            await asyncio.gather(*(handle.result() for handle in handles))

    asyncio.run(story())
    assert set(stage.charges().values()) == {1}
    polls = [one for one in stage.box.world.requests if one.method == "GET" and one.path.startswith("/oxen")]
    assert len(polls) < 2 * number, "polled one by one, every two seconds, it would be four times as many"


class Scripted:
    """A client whose jobs never end."""

    def __init__(self) -> None:
        self.waiting: list[Sequence[str]] = []

    async def wait_all(self, refs: Sequence[str], *, timeout: float) -> tuple[Outcome, ...]:
        self.waiting.append(refs)
        try:
            await asyncio.sleep(timeout)
        finally:
            self.waiting.remove(refs)
        return ()


def test_a_wait_that_another_worker_has_taken_over_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        loop, jobs = asyncio.get_running_loop(), Scripted()
        waits = Waits(cast("AsyncJobs", jobs))
        assert await waits.outcomes(["oxen:1"]) is None
        assert await waits.outcomes(["oxen:2"]) is None
        now = loop.time
        monkeypatch.setattr(loop, "time", lambda: now() + 200)
        assert await waits.outcomes(["oxen:2"]) is None
        monkeypatch.setattr(loop, "time", lambda: now() + 400)
        assert await waits.outcomes(["oxen:2"]) is None
        assert jobs.waiting == [("oxen:2",)]

    asyncio.run(story())

"""A `JobSource` made for tests: jobs that end at known times, a list if wanted, and trouble if wanted."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from generation_jobs import Job, JobStatus, Media
from generation_jobs._core.config import PollInterval
from generation_jobs._core.durations import DurationHint
from generation_jobs._polling.source import PollResult
from sliding_window_quota import Quota

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime
    from random import Random

    from generation_jobs._core.io import Clock

WINDOW = 60.0


async def at_once() -> None:
    """Let a response arrive without time passing."""


@dataclass(eq=False)
class FakeSource:
    """One provider. `ends` is when each job ends, on the monotonic clock; all were created at 0."""

    clock: Clock
    ends: dict[str, float]
    limit: int | None = None
    max_concurrency: int = 8
    page_size: int | None = 99
    latency: Callable[[], Awaitable[None]] = at_once
    trouble: Callable[[], BaseException | None] = lambda: None
    """Gives what a request raises, if anything."""
    list_says: JobStatus | None = None
    """The status that the list shows for every job instead."""
    under_way: int = 0
    most_under_way: int = 0
    requests: int = 0
    pages: int = 0
    name: str = "fake"
    poll_interval: PollInterval = field(default=PollInterval(2.0, 15.0, 120.0))
    duration_hints: Mapping[str, DurationHint] = field(default_factory=lambda: {"": DurationHint(40.0, 240.0)})
    _sent: deque[float] = field(default_factory=deque[float])

    @property
    def job_list(self) -> FakeList | None:
        return None if self.page_size is None else FakeList(self, self.page_size)

    def duration_group(self, job: Job) -> tuple[str, str]:
        return "", ""

    def now(self) -> datetime:
        return self.clock.now()

    async def poll(self, job_id: str, deadline: float) -> PollResult:
        await self.respond()
        return PollResult(self.job(job_id))

    def quota(self) -> Quota | None:
        return None if self.limit is None else Quota(1, self.limit, WINDOW)

    def quota_wait(self) -> float:
        now = self.clock.monotonic()
        while self._sent and self._sent[0] <= now - WINDOW:
            self._sent.popleft()
        return 0.0 if self.limit is None or len(self._sent) < self.limit else self._sent[0] + WINDOW - now

    async def respond(self) -> None:
        """Take one request. Raises what `trouble` gives."""
        self.requests += 1
        self._sent.append(self.clock.monotonic())
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await self.latency()
            if (error := self.trouble()) is not None:
                raise error
        finally:
            self.under_way -= 1

    def job(self, job_id: str) -> Job:
        """Return how a job stands now."""
        now, start = self.clock.monotonic(), self.clock.now() - timedelta(seconds=self.clock.monotonic())
        has_ended = now >= self.ends[job_id]
        return Job(
            f"fake:{job_id}",
            JobStatus.SUCCEEDED if has_ended else JobStatus.RUNNING,
            created_at=start,
            completed_at=start + timedelta(seconds=self.ends[job_id]) if has_ended else None,
            media=(Media("audio", url="https://media.example/a.mp3"),) if has_ended else (),
        )


@dataclass
class FakeList:
    """The list of a `FakeSource`, newest first."""

    source: FakeSource
    page_size: int
    filters: frozenset[JobStatus] = frozenset(set(JobStatus) - {JobStatus.UNKNOWN})

    def pages(self, status: JobStatus | None, page_size: int) -> FakePages:
        return FakePages(self.source, status, page_size)


@dataclass
class FakePages:
    """One reading of the list."""

    source: FakeSource
    status: JobStatus | None
    page_size: int
    is_last: bool = False
    _offset: int = 0

    async def read(self, deadline: float) -> Sequence[Job]:
        self.source.pages += 1
        await self.source.respond()
        jobs = [self.source.job(job_id) for job_id in reversed(self.source.ends)]
        if self.source.list_says is not None:
            jobs = [replace(job, status=self.source.list_says, media=()) for job in jobs]
        found = [job for job in jobs if self.status in {None, job.status}]
        page = found[self._offset : self._offset + self.page_size]
        self._offset += self.page_size
        self.is_last = self._offset >= len(found)
        return page


def random_source(clock: Clock, random: Random, jobs: int, **fields: object) -> FakeSource:
    """Return a source of any kind, whose jobs end within a few minutes."""
    return FakeSource(
        clock,
        {f"job_{number}": min(300.0, random.lognormvariate(3.5, 0.8)) for number in range(jobs)},
        limit=random.choice([None, 60]),
        max_concurrency=random.choice([1, 2, 8]),
        page_size=random.choice([None, 20, 99]),
        **fields,  # type: ignore[arg-type]
    )

"""What the polling engine knows of a provider: how to ask for one job or for a page of its list, and the limits."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from sliding_window_quota import Quota

from generation_jobs._core.config import PollInterval
from generation_jobs._core.durations import DurationHint
from generation_jobs._core.models import Job
from generation_jobs._core.values.status import JobStatus


class PollResult(NamedTuple):
    """A job as a poll saw it, and the seconds that the provider asked to wait before the next one."""

    job: Job
    retry_after: float | None = None


class ListPages(Protocol):
    """The pages of one reading of a list, asked for one at a time."""

    @property
    def is_last(self) -> bool:
        """Whether the page that was read last is the last one."""
        ...

    async def read(self, deadline: float) -> Sequence[Job]:
        """Return the jobs of the next page. Raises what `JobSource.poll` raises."""
        ...


class JobList(Protocol):
    """A provider's list of jobs whose rows show the state of each job."""

    page_size: int
    """The most rows that a page may have."""

    filters: Collection[JobStatus]
    """The statuses that the list can be filtered by."""

    def pages(self, status: JobStatus | None, page_size: int) -> ListPages:
        """Begin to read the list, filtered by one status or not at all."""
        ...


class JobSource(Protocol):
    """One provider, as the polling engine sees it. Deadlines are on the monotonic clock."""

    name: str
    """The provider's name in refs."""

    poll_interval: PollInterval
    """How soon and how late a job is polled again."""

    max_concurrency: int
    """Requests under way at once, at most."""

    @property
    def job_list(self) -> JobList | None:
        """The list that shows the states of jobs; None where there is none."""
        ...

    duration_hints: Mapping[str, DurationHint]
    """The documented durations by kind of job; "" holds for any other kind."""

    def duration_group(self, job: Job, /) -> tuple[str, str]:
        """Return kind and model of a job. Jobs of the same kind and model take about as long as each other."""
        ...

    def now(self) -> datetime:
        """Return the time by the provider's clock."""
        ...

    async def poll(self, job_id: str, deadline: float) -> PollResult:
        """Ask for one job. Raises `APIError`, or `TransportError` if no response comes before the deadline."""
        ...

    def quota(self) -> Quota | None:
        """Return what is left of the limit of reads; None where no limit is known."""
        ...

    def quota_wait(self) -> float:
        """Return the seconds until a read may be sent."""
        ...

"""What has come of many refs so far, counted. Pure, and holds no job."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generation_jobs._core.errors import JobCancelled, JobFailed
from generation_jobs._core.models import JobStatus
from generation_jobs.providers.registry import provider_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generation_jobs_cli.result import Ending

TOLD = 20
"""So many refs that did not succeed are told one by one, with their reasons."""

TIMED_OUT = "timed out"

_LAST = 3


@dataclass
class Share:
    """Some of the refs."""

    total: int = 0
    ends: Counter[str] = field(default_factory=Counter[str])
    """How many succeeded, failed, were cancelled, timed out, or ended with which kind of error."""
    durations: list[float] = field(default_factory=list[float])
    """Seconds from the creation of a job to its end, where they are told."""

    @property
    def ended(self) -> int:
        """How many have ended."""
        return self.ends.total()

    def count(self, ending: Ending) -> None:
        """One more has ended."""
        self.ends[how(ending)] += 1
        job = ending.job
        if job is not None and job.created_at is not None and job.completed_at is not None:
            self.durations.append((job.completed_at - job.created_at).total_seconds())


class Tally:
    """All refs, those of each provider, and why some did not succeed."""

    def __init__(self, refs: Iterable[str]) -> None:
        self._providers = frozenset(provider_names())
        self.all: Share = Share()
        self.by_provider: defaultdict[str, Share] = defaultdict(Share)
        self.failed: int = 0
        self.first: list[str] = []
        """Why the first refs that did not succeed did not."""
        self.last: deque[str] = deque(maxlen=_LAST)
        """Why the last ones did not."""
        self.files: int = 0
        for ref in refs:
            self.all.total += 1
            self._share(ref).total += 1

    def count(self, ending: Ending) -> None:
        """One more has ended."""
        self.all.count(ending)
        self._share(ending.ref).count(ending)
        self.files += len(ending.files)
        if ending.error is None:
            return
        self.failed += 1
        self.last.append(str(ending.error))
        if self.failed <= TOLD:
            self.first.append(str(ending.error))

    def _share(self, ref: str) -> Share:
        provider = ref.partition(":")[0]
        return self.by_provider[provider if provider in self._providers else "no provider"]


def how(ending: Ending) -> str:
    """In which way a ref ended: a status, `timed out`, or the kind of its error."""
    if ending.timed_out:
        return TIMED_OUT
    match ending.error:
        case None:
            return JobStatus.SUCCEEDED
        case JobFailed():
            return JobStatus.FAILED
        case JobCancelled():
            return JobStatus.CANCELLED
        case error:
            return type(error).__name__


def span(seconds: float) -> str:
    """A time in words that a person reads: `0:07`, `12:40`, `1:02:03`."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"

"""One of many jobs that are waited for: what is kept of it, and nothing of its body."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from generation_jobs._core.models import JobStatus

if TYPE_CHECKING:
    from generation_jobs._core.errors import APIError, TransportError


@dataclass(slots=True, eq=False)
class Waiter:
    """A job's place in the wait. All times are on the monotonic clock."""

    id: str
    topic: str
    born: float
    """When the job was created, if it is `dated`; otherwise when the wait for it began."""
    dated: bool = False
    seen: float = -inf
    """Until when it is known to have gone on."""
    told: float = -inf
    """When an answer last named it."""
    due: float = inf
    """When it is to be asked for alone, if ever."""
    status: JobStatus = JobStatus.UNKNOWN
    word: str | None = None
    trouble: APIError | TransportError | None = None
    streak: int = 0

    @property
    def known(self) -> bool:
        """Whether any answer has named it."""
        return self.told > -inf

    def age(self, now: float) -> float:
        """How long the job has taken so far."""
        return max(0.0, now - self.born)

    @property
    def seen_age(self) -> float:
        """The age at which it was last known to go on."""
        return max(0.0, self.seen - self.born)

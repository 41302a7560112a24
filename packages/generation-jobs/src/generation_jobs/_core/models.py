"""The one `Job` that every provider's answer becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class JobStatus(StrEnum):
    """Where a job stands, in our words; the provider's own word is `Job.provider_status`."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    """A word that we do not know. Counts as not finished: it may be tomorrow's word for "running"."""

    @property
    def is_final(self) -> bool:
        """Whether the job will not change any more."""
        return self in _FINAL


_FINAL = frozenset({JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED})


class Cost(NamedTuple):
    """What the provider charged for a job."""

    amount: Decimal
    currency: str | None
    """ISO 4217 code, or None where the provider does not name a currency."""


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed, as the provider says it; both parts may be unknown."""

    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """One result of a job: at a URL, or inline as bytes.

    `kind` is "audio", "image" or "video" (a provider may invent others), `size_bytes` and `duration_s`
    (seconds) are what the provider says, None where it does not.
    """

    kind: str
    url: str | None = None
    data: bytes | None = field(default=None, repr=False)
    content_type: str | None = None
    size_bytes: int | None = None
    duration_s: float | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One generation, the same for every provider. All times are aware and in UTC."""

    ref: str | None
    """Its name everywhere: provider, colon, the provider's id. None for an answer at once without an id (Bland's)."""
    status: JobStatus
    provider_status: str | None = None
    """The provider's word, verbatim; None where the provider has no status (Bland)."""
    created_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    media: tuple[Media, ...] = ()
    error: JobError | None = None
    cost: Cost | None = None
    raw: object = field(default=None, repr=False, compare=False)
    """The generated client's model, for whatever a provider says beyond this class."""

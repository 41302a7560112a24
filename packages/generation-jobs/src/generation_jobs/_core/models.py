"""`Job` and its parts: what the responses of all providers become."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


class JobStatus(StrEnum):
    """The status of a job. The provider's own status is `Job.provider_status`."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    """A provider status that this version does not know. It counts as not finished."""

    @property
    def is_final(self) -> bool:
        """Whether the job will not change any more."""
        return self in _FINAL


_FINAL = frozenset({JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED})


class Cost(NamedTuple):
    """The price of a job.

    Attributes:
        amount: The price.
        currency: ISO 4217 code, None if the provider names no currency.
    """

    amount: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed.

    Attributes:
        code: The provider's error code, None if it gives none.
        message: The provider's error message, None if it gives none.
    """

    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """One result of a job, at a URL or inline.

    Attributes:
        kind: "audio", "image" or "video"; a provider may add others.
        url: Where the result can be fetched, None if it is inline.
        data: The bytes of an inline result.
        content_type: MIME type, None if the provider does not say it; likewise the following.
        size_bytes: Size in bytes.
        duration_s: Playing time in seconds.
    """

    kind: str
    url: str | None = None
    data: bytes | None = field(default=None, repr=False)
    content_type: str | None = None
    size_bytes: int | None = None
    duration_s: float | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One generation, in the same form for every provider.

    Attributes:
        ref: `provider:id`, such as "oxen:gen_1". None for a job whose provider gives no id (Bland's submit).
        status: Its status.
        provider_status: The provider's own status, verbatim; None if the provider has none (Bland).
        created_at: Time in UTC, timezone-aware; None if the provider does not say it. Likewise the following.
        started_at: When the provider began to work on it.
        completed_at: When it ended.
        media: Its results, empty unless it succeeded.
        error: Why it failed, None unless it did.
        cost: Its price, None if the provider does not say it.
        raw: The model of the provider's client, with every other field of the response.
    """

    ref: str | None
    status: JobStatus
    provider_status: str | None = None
    created_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    media: tuple[Media, ...] = ()
    error: JobError | None = None
    cost: Cost | None = None
    raw: object = field(default=None, repr=False, compare=False)


for _public in (JobStatus, Cost, JobError, Media, Job):
    _public.__module__ = "generation_jobs"  # the name in pickles

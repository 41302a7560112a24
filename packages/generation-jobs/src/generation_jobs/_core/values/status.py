"""The status of a job. In a module of its own, which is quick to import: errors and help of commands name it."""

from enum import StrEnum
from typing import Literal, TypeAlias

from generation_jobs._core.values.checks import check_word


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


StatusName: TypeAlias = JobStatus | Literal["queued", "running", "succeeded", "failed", "cancelled", "unknown"]
"""A status, or its name."""


def status_named(name: StatusName) -> JobStatus:
    """Return the status of this name. Raises `ConfigurationError` if there is none."""
    check_word("status", name, [known.value for known in JobStatus])
    return JobStatus(name)


_FINAL = frozenset({JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED})


JobStatus.__module__ = "generation_jobs"  # the name in pickles

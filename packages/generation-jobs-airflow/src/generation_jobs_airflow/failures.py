"""Which errors end a task for good, and which let Airflow retry it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from airflow.sdk.exceptions import AirflowException, AirflowFailException
from generation_jobs import (
    DownloadError,
    GenerationJobsError,
    JobCancelled,
    JobFailed,
    LedgerError,
    MissingResult,
    NotFoundError,
    NotReadyError,
    RateLimitedError,
    ServerError,
    TransportError,
    UndecodableResponse,
    UnsupportedOperation,
)

if TYPE_CHECKING:
    from collections.abc import Generator

_PASSING = (
    DownloadError,
    LedgerError,
    NotReadyError,
    RateLimitedError,
    ServerError,
    TransportError,
    UndecodableResponse,
)
"""Nothing is paid for yet: only what may pass by itself is retried."""

_VERDICTS = (JobCancelled, JobFailed, MissingResult, NotFoundError, UnsupportedOperation)
"""A job that is paid for is given up for these alone: a rotated key or a full disk can be mended."""


@contextmanager
def failures(*, is_paid: bool) -> Generator[None]:
    """Turn errors of generation-jobs into those of Airflow.

    Args:
        is_paid: Whether the submit was accepted.

    Raises:
        AirflowFailException: Trying again cannot help.
        AirflowException: The task is tried again, as often as its `retries` say.
    """
    try:
        yield
    except GenerationJobsError as error:
        is_final = isinstance(error, _VERDICTS) if is_paid else not isinstance(error, _PASSING)
        kind = AirflowFailException if is_final else AirflowException
        raise kind(f"{type(error).__name__}: {error}") from error

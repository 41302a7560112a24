"""Which errors end an activity for good, and when it is to be tried again."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from generation_jobs import APIError, GenerationJobsError, is_final_error
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence


_SOON = timedelta(seconds=1)
"""Until another worker takes over an attempt."""


class UnresolvedSubmit(GenerationJobsError):
    """It is not known yet whether a submit was accepted.

    Attributes:
        seconds: When to look again.
    """

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


def is_final(error: GenerationJobsError, *, is_paid: bool) -> bool:
    """Return whether trying again cannot help."""
    return not isinstance(error, UnresolvedSubmit) and is_final_error(error, is_paid=is_paid)


@contextmanager
def failures(*, is_paid: bool) -> Generator[None]:
    """Turn errors of generation-jobs into those of Temporal.

    The cause is left out: a history is kept for long, and what an HTTP library raised says nothing more.

    Args:
        is_paid: Whether the submit was accepted.

    Raises:
        ApplicationError: The error.
    """
    try:
        yield
    except GenerationJobsError as error:
        failure = application_error(error, is_paid=is_paid)
        raise failure from None


def application_error(error: GenerationJobsError, *, is_paid: bool) -> ApplicationError:
    """Return the error as the Temporal server takes it, with the time of the next attempt if the provider named one."""
    final = is_final(error, is_paid=is_paid)
    hint = error.seconds if isinstance(error, UnresolvedSubmit) else None
    if isinstance(error, APIError):
        hint = error.retry_after
    return ApplicationError(
        str(error),
        type=type(error).__name__,
        non_retryable=final,
        next_retry_delay=None if hint is None or final else timedelta(seconds=max(hint, 1.0)),
    )


def not_ended(refs: Sequence[str]) -> ApplicationError:
    """Return what makes the server start another attempt, on any worker.

    Attempts that end so are in no history, and "benign" keeps them out of logs and of the count of failures.
    """
    return ApplicationError(
        f"{', '.join(refs)} {'has' if len(refs) == 1 else 'have'} not ended",
        type="NotEnded",
        next_retry_delay=_SOON,
        category=ApplicationErrorCategory.BENIGN,
    )

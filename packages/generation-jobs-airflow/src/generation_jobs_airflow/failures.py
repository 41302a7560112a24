"""Which errors end a task for good, and which let Airflow retry it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from airflow.sdk.exceptions import AirflowException, AirflowFailException
from generation_jobs import GenerationJobsError, is_final_error

if TYPE_CHECKING:
    from collections.abc import Generator


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
        kind = AirflowFailException if is_final_error(error, is_paid=is_paid) else AirflowException
        raise kind(f"{type(error).__name__}: {error}") from error

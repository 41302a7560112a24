"""Which errors a task queue should not retry."""

from datetime import UTC, datetime

import pytest
from generation_jobs import (
    AuthenticationError,
    DownloadError,
    GenerationJobsError,
    Job,
    JobFailed,
    JobStatus,
    NotFoundError,
    ServerError,
    SubmitUncertain,
    TransportError,
    WaitTimeout,
    is_final_error,
)

JOB = Job("oxen:gen_1", JobStatus.FAILED)


@pytest.mark.parametrize(
    ("error", "before_paying", "afterwards"),
    [
        (TransportError("reset"), False, False),
        (TransportError("the certificate is not trusted", is_permanent=True), True, False),
        (ServerError("failed", status_code=500), False, False),
        (AuthenticationError("no such key", status_code=401), True, False),
        (NotFoundError("no such job", status_code=404), True, True),
        (JobFailed("failed", job=JOB), True, True),
        (WaitTimeout("still running", ref="oxen:gen_1", job=None, elapsed=5.0), True, False),
        (DownloadError("the disk is full"), False, False),
        (
            SubmitUncertain(
                "lost", provider="oxen", parameters={}, digest="0" * 16, submitted_at=datetime(2026, 1, 1, tzinfo=UTC)
            ),
            True,
            False,
        ),
    ],
)
def test_a_paid_job_is_given_up_for_a_verdict_alone(
    error: GenerationJobsError, before_paying: bool, afterwards: bool
) -> None:
    assert is_final_error(error, is_paid=False) is before_paying
    assert is_final_error(error, is_paid=True) is afterwards

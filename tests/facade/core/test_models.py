"""A job is a value: it cannot be changed, and two that say the same are equal."""

from __future__ import annotations

import pytest
from generation_jobs import Job, JobStatus

JOB = Job("oxen:1", JobStatus.FAILED)


def test_a_job_is_frozen_and_compares_by_its_fields() -> None:
    with pytest.raises(AttributeError):
        JOB.status = JobStatus.SUCCEEDED  # type: ignore[misc]
    assert Job("oxen:1", JobStatus.FAILED, raw=object()) == JOB
    assert hash(Job("oxen:1", JobStatus.FAILED)) == hash(JOB)


@pytest.mark.parametrize(("status", "final"), [(s, s in {"succeeded", "failed", "cancelled"}) for s in JobStatus])
def test_which_statuses_are_final(status: JobStatus, final: bool) -> None:
    assert status.is_final is final

"""Scenarios of the facade's other operations: submit, list, cancel, delete, and what goes wrong with each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generation_jobs import JobStatus, SubmitUncertain
from generation_jobs.providers.settings import BUILT_IN
from generation_jobs_sandbox import Fault
from generation_jobs_sandbox.providers import PROVIDERS

from scripts.cassettes.lookups import got
from scripts.cassettes.scenario import JobPlan, Scenario, Start, digest, lasting

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCEPTED = {
    "breeze": JobStatus.RUNNING,
    "playai": JobStatus.RUNNING,
    "bland": JobStatus.SUCCEEDED,
    "oxen": JobStatus.QUEUED,
    "finetuning": JobStatus.RUNNING,
}
"""As what a job is accepted."""

_LISTED = {
    "breeze": [JobStatus.UNKNOWN, JobStatus.UNKNOWN],  # its history has no status
    "bland": [JobStatus.SUCCEEDED, JobStatus.SUCCEEDED],
    "oxen": [JobStatus.FAILED, JobStatus.SUCCEEDED],
    "finetuning": [JobStatus.FAILED, JobStatus.SUCCEEDED],
}
"""As what a succeeded job and, where there are such, a failed one after it are listed."""

_SUBMIT_REFUSED = {400: "InvalidRequestError", 401: "AuthenticationError", 402: "InsufficientCreditsError"}


def _submit(jobs: Any, start: Start) -> object:
    return jobs.submit(start.provider, **start.example).status


def _submit_three(jobs: Any, start: Start) -> object:
    made = jobs.submit_many(start.provider, **start.example, num_generations=3)
    return [job.status for job in made]


def _submit_and_look_for_it(jobs: Any, start: Start) -> object:
    try:
        jobs.submit(start.provider, **start.example)
    except SubmitUncertain as lost:
        return jobs.find_submitted(lost).verdict
    return "answered"


def _generate(jobs: Any, start: Start) -> object:
    job, files = jobs.generate(start.provider, start.folder, **start.example)
    return job.status, digest(*(file.read_bytes() for file in files))


def _list(jobs: Any, start: Start, status: JobStatus | None = None) -> object:
    return [job.status for job in jobs.list(start.provider, status=status)]


def _cancel(jobs: Any, start: Start) -> object:
    return jobs.cancel(start.ref).status


def _cancel_unknown(jobs: Any, start: Start) -> object:
    return jobs.cancel(start.unknown_ref).status


def _delete(jobs: Any, start: Start) -> object:
    jobs.delete(start.ref)
    return _list(jobs, start)


def _delete_unknown(jobs: Any, start: Start) -> object:
    return jobs.delete(start.unknown_ref)


def _submits(provider: str) -> Iterator[Scenario]:
    job, accepted = lasting(provider, 4), _ACCEPTED[provider]

    def scenario(name: str, expected: object, *faults: Fault) -> Scenario:
        return Scenario(provider, name, _submit, expected, submitted=job, faults=faults)

    yield scenario("submit", accepted)
    for status, error in _SUBMIT_REFUSED.items():
        yield scenario(f"submit-{status}", error, Fault("status", status=status, on="submit"))
    yield scenario("submit-rate-limited", accepted, Fault("status", status=429, retry_after=3, on="submit"))
    yield Scenario(provider, "generate", _generate, got(provider), submitted=job)
    if PROVIDERS[provider].has_status:
        yield Scenario(provider, "generate-failed", _generate, "JobFailed", submitted=lasting(provider, 4, "failed"))


def _lost_submits(provider: str) -> Iterator[Scenario]:
    """Yield submits whose answer a gateway lost: of a job that was taken, and of one that was not."""
    has_list = provider in _LISTED
    for name, taken, verdict in (("submit-lost", True, "found"), ("submit-lost-untaken", False, "unknowable")):
        lost = Fault("html", status=504, on="submit", accepted=taken)
        expected = verdict if has_list else "unknowable"
        yield Scenario(
            provider, name, _submit_and_look_for_it, expected, submitted=lasting(provider, 4), faults=(lost,)
        )


def _lists(provider: str) -> Iterator[Scenario]:
    second = JobPlan("failed") if PROVIDERS[provider].has_status else JobPlan()
    jobs, refused = (JobPlan(), second), Fault("status", status=401, on="list")
    yield Scenario(provider, "list", _list, _LISTED[provider], jobs=jobs)
    yield Scenario(provider, "list-empty", _list, [])
    yield Scenario(provider, "list-unauthorized", _list, "AuthenticationError", faults=(refused,))
    if provider in ("oxen", "finetuning"):
        failed = partial(_list, status=JobStatus.FAILED)
        yield Scenario(provider, "list-by-status", failed, [JobStatus.FAILED], jobs=jobs)


def _deletes(provider: str) -> Iterator[Scenario]:
    yield Scenario(provider, "delete", _delete, [], jobs=(JobPlan(),))
    yield Scenario(provider, "delete-not-found", _delete_unknown, "NotFoundError", jobs=(JobPlan(),))


_OF_ONE_PROVIDER = (
    Scenario("oxen", "submit-many", _submit_three, [JobStatus.QUEUED] * 3),
    Scenario("oxen", "cancel", _cancel, JobStatus.CANCELLED, jobs=(JobPlan(running=60),)),
    Scenario("oxen", "cancel-finished", _cancel, JobStatus.SUCCEEDED, jobs=(JobPlan(),)),
    Scenario("oxen", "cancel-not-found", _cancel_unknown, "NotFoundError", jobs=(JobPlan(),)),
    Scenario(
        "breeze",
        "submit-no-capacity",
        _submit,
        JobStatus.RUNNING,
        submitted=lasting("breeze", 4),
        faults=(Fault("status", status=503, on="submit"),),
    ),
)

LIFECYCLE = (
    *(scenario for provider in BUILT_IN for scenario in (*_submits(provider), *_lost_submits(provider))),
    *(scenario for provider in _LISTED for scenario in _lists(provider)),
    *(scenario for provider in ("breeze", "finetuning") for scenario in _deletes(provider)),
    *_OF_ONE_PROVIDER,
)

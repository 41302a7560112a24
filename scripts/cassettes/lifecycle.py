"""Stories of the facade's other operations: submit, list, cancel, delete, and what goes wrong with each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generation_jobs import JobStatus, SubmitUncertain
from generation_jobs.providers.settings import BUILT_IN
from generation_jobs_sandbox import Fault
from generation_jobs_sandbox.providers import PROVIDERS

from scripts.cassettes.lookups import got
from scripts.cassettes.story import Given, Scene, Story, digest, lasting

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


def _submit(jobs: Any, scene: Scene) -> object:
    return jobs.submit(scene.provider, **scene.example).status


def _submit_three(jobs: Any, scene: Scene) -> object:
    made = jobs.submit_many(scene.provider, **scene.example, num_generations=3)
    return [job.status for job in made]


def _submit_and_look_for_it(jobs: Any, scene: Scene) -> object:
    try:
        jobs.submit(scene.provider, **scene.example)
    except SubmitUncertain as lost:
        return jobs.find_submitted(lost).verdict
    return "answered"


def _generate(jobs: Any, scene: Scene) -> object:
    job, files = jobs.generate(scene.provider, scene.folder, **scene.example)
    return job.status, digest(*(file.read_bytes() for file in files))


def _list(jobs: Any, scene: Scene, status: JobStatus | None = None) -> object:
    return [job.status for job in jobs.list(scene.provider, status=status)]


def _cancel(jobs: Any, scene: Scene) -> object:
    return jobs.cancel(scene.ref).status


def _cancel_unknown(jobs: Any, scene: Scene) -> object:
    return jobs.cancel(scene.unknown_ref).status


def _delete(jobs: Any, scene: Scene) -> object:
    jobs.delete(scene.ref)
    return _list(jobs, scene)


def _delete_unknown(jobs: Any, scene: Scene) -> object:
    return jobs.delete(scene.unknown_ref)


def _submits(provider: str) -> Iterator[Story]:
    job, accepted = lasting(provider, 4), _ACCEPTED[provider]

    def story(name: str, sees: object, *faults: Fault) -> Story:
        return Story(provider, name, _submit, sees, submitted=job, faults=faults)

    yield story("submit", accepted)
    for status, error in _SUBMIT_REFUSED.items():
        yield story(f"submit-{status}", error, Fault("status", status=status, on="submit"))
    yield story("submit-rate-limited", accepted, Fault("status", status=429, retry_after=3, on="submit"))
    yield Story(provider, "generate", _generate, got(provider), submitted=job)
    if PROVIDERS[provider].has_status:
        yield Story(provider, "generate-failed", _generate, "JobFailed", submitted=lasting(provider, 4, "failed"))


def _lost_submits(provider: str) -> Iterator[Story]:
    """Submits whose answer a gateway lost: of a job that was taken, and of one that was not."""
    has_list = provider in _LISTED
    for name, taken, verdict in (("submit-lost", True, "found"), ("submit-lost-untaken", False, "unknowable")):
        lost = Fault("html", status=504, on="submit", accepted=taken)
        sees = verdict if has_list else "unknowable"
        yield Story(provider, name, _submit_and_look_for_it, sees, submitted=lasting(provider, 4), faults=(lost,))


def _lists(provider: str) -> Iterator[Story]:
    second = Given("failed") if PROVIDERS[provider].has_status else Given()
    jobs, refused = (Given(), second), Fault("status", status=401, on="list")
    yield Story(provider, "list", _list, _LISTED[provider], jobs=jobs)
    yield Story(provider, "list-empty", _list, [])
    yield Story(provider, "list-unauthorized", _list, "AuthenticationError", faults=(refused,))
    if provider in ("oxen", "finetuning"):
        failed = partial(_list, status=JobStatus.FAILED)
        yield Story(provider, "list-by-status", failed, [JobStatus.FAILED], jobs=jobs)


def _deletes(provider: str) -> Iterator[Story]:
    yield Story(provider, "delete", _delete, [], jobs=(Given(),))
    yield Story(provider, "delete-not-found", _delete_unknown, "NotFoundError", jobs=(Given(),))


_OF_ONE_PROVIDER = (
    Story("oxen", "submit-many", _submit_three, [JobStatus.QUEUED] * 3),
    Story("oxen", "cancel", _cancel, JobStatus.CANCELLED, jobs=(Given(running=60),)),
    Story("oxen", "cancel-finished", _cancel, JobStatus.SUCCEEDED, jobs=(Given(),)),
    Story("oxen", "cancel-not-found", _cancel_unknown, "NotFoundError", jobs=(Given(),)),
    Story(
        "breeze",
        "submit-no-capacity",
        _submit,
        JobStatus.RUNNING,
        submitted=lasting("breeze", 4),
        faults=(Fault("status", status=503, on="submit"),),
    ),
)

LIFECYCLE = (
    *(story for provider in BUILT_IN for story in (*_submits(provider), *_lost_submits(provider))),
    *(story for provider in _LISTED for story in _lists(provider)),
    *(story for provider in ("breeze", "finetuning") for story in _deletes(provider)),
    *_OF_ONE_PROVIDER,
)

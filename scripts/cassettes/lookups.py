"""Stories of a job that is known: looked at until it has ended, and downloaded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generation_jobs import JobStatus
from generation_jobs.providers.settings import BUILT_IN
from generation_jobs_sandbox import Fault
from generation_jobs_sandbox.providers import PROVIDERS

from scripts.cassettes.story import Scene, Story, digest, lasting

if TYPE_CHECKING:
    from collections.abc import Iterator

_LASTS = 4.0  # seconds: a look at once, and a few more


def fetch(jobs: Any, scene: Scene) -> object:
    """Wait for the job, and download it."""
    return _fetched(jobs, scene, scene.ref)


def _fetch_unknown(jobs: Any, scene: Scene) -> object:
    return _fetched(jobs, scene, scene.unknown_ref)


def _fetched(jobs: Any, scene: Scene, ref: str) -> object:
    job = jobs.wait(ref, timeout=300)
    files = jobs.download(job, scene.folder)
    return job.status, digest(*(file.read_bytes() for file in files))


def got(provider: str) -> object:
    """What a user has in the end, where all goes well."""
    return JobStatus.SUCCEEDED, digest(PROVIDERS[provider].default_media.content)


def _stories(provider: str) -> Iterator[Story]:
    def story(name: str, sees: object, outcome: str = "succeeded", *faults: Fault) -> Story:
        return Story(provider, name, fetch, sees, jobs=(lasting(provider, _LASTS, outcome, faults),))

    yield story("succeeded", got(provider))
    yield replace(story("not-found", "NotFoundError"), tell=_fetch_unknown)
    yield story("unauthorized", "AuthenticationError", "succeeded", Fault("status", status=401))
    yield story("rate-limited", got(provider), "succeeded", Fault("status", status=429, retry_after=3))
    yield story("bad-gateway", got(provider), "succeeded", Fault("html", times=3))
    if PROVIDERS[provider].has_status:
        yield story("failed", "JobFailed", "failed")
    if provider == "oxen":
        yield story("cancelled", "JobCancelled", "cancelled")


LOOKUPS = tuple(story for provider in BUILT_IN for story in _stories(provider))

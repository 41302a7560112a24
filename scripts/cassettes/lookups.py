"""Scenarios of a job that is known: polled until it has ended, and downloaded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generation_jobs import JobStatus
from generation_jobs.providers.settings import BUILT_IN
from generation_jobs_sandbox import Fault
from generation_jobs_sandbox.providers import PROVIDERS

from scripts.cassettes.scenario import Scenario, Start, digest, lasting

if TYPE_CHECKING:
    from collections.abc import Iterator

_LASTS = 4.0  # seconds: a poll at once, and a few more


def fetch(jobs: Any, start: Start) -> object:
    """Wait for the job, and download it."""
    return _fetched(jobs, start, start.ref)


def _fetch_unknown(jobs: Any, start: Start) -> object:
    return _fetched(jobs, start, start.unknown_ref)


def _fetched(jobs: Any, start: Start, ref: str) -> object:
    job = jobs.wait(ref, timeout=300)
    files = jobs.download(job, start.folder)
    return job.status, digest(*(file.read_bytes() for file in files))


def got(provider: str) -> object:
    """Return what a user has in the end, where all goes well."""
    return JobStatus.SUCCEEDED, digest(PROVIDERS[provider].default_media.content)


def _scenarios(provider: str) -> Iterator[Scenario]:
    def scenario(name: str, expected: object, outcome: str = "succeeded", *faults: Fault) -> Scenario:
        return Scenario(provider, name, fetch, expected, jobs=(lasting(provider, _LASTS, outcome, faults),))

    yield scenario("succeeded", got(provider))
    yield replace(scenario("not-found", "NotFoundError"), run=_fetch_unknown)
    yield scenario("unauthorized", "AuthenticationError", "succeeded", Fault("status", status=401))
    yield scenario("rate-limited", got(provider), "succeeded", Fault("status", status=429, retry_after=3))
    yield scenario("bad-gateway", got(provider), "succeeded", Fault("html", times=3))
    if PROVIDERS[provider].has_status:
        yield scenario("failed", "JobFailed", "failed")
    if provider == "oxen":
        yield scenario("cancelled", "JobCancelled", "cancelled")


LOOKUPS = tuple(scenario for provider in BUILT_IN for scenario in _scenarios(provider))

"""A scenario: what one user does at one provider, and what comes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from importlib import import_module
from random import Random
from typing import TYPE_CHECKING, Any

from generation_jobs import GenerationJobsError
from generation_jobs.providers.settings import BUILT_IN
from generation_jobs_sandbox import Fault, World
from generation_jobs_sandbox.providers import PROVIDERS

from scripts.codegen.pages.provider import load_provider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generation_jobs import Options, Settings
    from generation_jobs.testing import VirtualClock

_ERRORS: tuple[type[Exception], ...] = (
    GenerationJobsError,
    *(import_module(load_provider(name).package).ClientError for name in BUILT_IN),
)


@dataclass(frozen=True)
class JobPlan:
    """What becomes of a job, from the moment it is there; seconds."""

    outcome: str = "succeeded"
    queued: float = 0.0
    running: float = 0.0
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Start:
    """What a user starts out with: the ids of jobs at the provider, something to submit, and a folder for files."""

    provider: str
    ids: tuple[str, ...]
    folder: Path

    @property
    def id(self) -> str:
        """The id of the first job."""
        return self.ids[0]

    @property
    def ref(self) -> str:
        """Its ref."""
        return f"{self.provider}:{self.id}"

    @property
    def unknown_id(self) -> str:
        """An id of the same form that no job has."""
        return f"{self.id[:-4]}0000"

    @property
    def unknown_ref(self) -> str:
        """The ref of no job."""
        return f"{self.provider}:{self.unknown_id}"

    @property
    def example(self) -> dict[str, Any]:
        """What to submit: what the provider's readme does."""
        return dict(load_provider(self.provider).example)


@dataclass(frozen=True)
class Scenario:
    """What a user does (`run`), with the facade or `by_client`, and what that gives (`expected`).

    For an error `expected` is the name of its class. `jobs` are there before, `submitted` is what becomes of a job that
    is submitted, `faults` what goes wrong with submits, lists and actions.
    """

    provider: str
    name: str
    run: Callable[[Any, Start], object]
    expected: object
    jobs: tuple[JobPlan, ...] = ()
    submitted: JobPlan = field(default_factory=JobPlan)
    faults: tuple[Fault, ...] = ()
    by_client: bool = False

    @property
    def title(self) -> str:
        """Its name among all."""
        return f"{self.provider}-{self.name}"

    def path(self, folder: Path) -> Path:
        """Return where its cassette is kept."""
        return folder / self.provider / f"{self.name}.yaml"

    def settings(self) -> Settings:
        """Well-formed credentials that are nobody's."""
        return BUILT_IN[self.provider].from_env(PROVIDERS[self.provider].sample_credentials)

    def options(self, clock: VirtualClock) -> Options:
        """Return options for the same polls at the same times, whenever it is run."""
        return {"clock": clock, "random": Random(self.title)}

    def stage(self, clock: VirtualClock, folder: Path) -> tuple[World, Start]:
        """Return a world in which it happens, and what the user starts out with."""
        world = World(now=clock.now, seed=self.title)
        ids = tuple(world.add(self.provider, **vars(job)) for job in self.jobs)
        world.next_job(self.provider, **vars(self.submitted), media=PROVIDERS[self.provider].makes[0])
        world.inject_fault(self.provider, *self.faults)
        return world, Start(self.provider, ids, folder)

    def outcome(self, user: object, start: Start) -> object:
        """Let the user do it. Gives what comes of it, to be held against `expected`."""
        try:
            return self.run(user, start)
        except _ERRORS as error:
            return type(error).__name__


def lasting(provider: str, seconds: float, outcome: str = "succeeded", faults: tuple[Fault, ...] = ()) -> JobPlan:
    """Return a job that is queued and then runs, where the provider knows jobs that have not ended."""
    seconds = seconds if PROVIDERS[provider].has_status else 0.0
    return JobPlan(outcome, queued=seconds / 4, running=seconds * 3 / 4, faults=faults)


def digest(*contents: bytes) -> Iterable[str]:
    """Return what stands for bytes in `expected`."""
    return [hashlib.sha256(content).hexdigest()[:12] for content in contents]

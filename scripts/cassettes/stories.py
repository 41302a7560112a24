"""What the cassettes tell: one provider and one outcome each, as a user meets it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from generation_jobs import AuthenticationError, JobCancelled, JobFailed, NotFoundError
from generation_jobs.settings import KINDS
from generation_jobs_sandbox import Fault, World
from generation_jobs_sandbox.providers import PROVIDERS

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs import GenerationJobsError, Options, Settings
    from generation_jobs.testing import VirtualClock

_LASTS = 4.0  # seconds: a look at once, and a few more


@dataclass(frozen=True)
class Story:
    """A job of a provider, waited for and, if it succeeds, downloaded; `error` is how it ends otherwise."""

    provider: str
    name: str
    outcome: str = "succeeded"
    known: bool = True
    faults: tuple[Fault, ...] = ()
    error: type[GenerationJobsError] | None = None

    @property
    def title(self) -> str:
        """Its name among all."""
        return f"{self.provider}-{self.name}"

    def settings(self) -> Settings:
        """Well-formed credentials that are nobody's."""
        return KINDS[self.provider].from_env(PROVIDERS[self.provider].sample_credentials)

    def options(self, clock: VirtualClock) -> Options:
        """The same looks at the same times, whenever it is told."""
        return {"clock": clock, "random": Random(self.title)}  # noqa: S311  (it is jitter)

    def path(self, folder: Path) -> Path:
        """Where its cassette is kept."""
        return folder / self.provider / f"{self.name}.yaml"

    def stage(self, clock: VirtualClock) -> tuple[World, str]:
        """A world in which it happens, and the ref of its job."""
        world = World(now=clock.now, seed=self.title)
        lasts = _LASTS if PROVIDERS[self.provider].has_status else 0.0
        job_id = world.add(self.provider, self.outcome, queued=lasts / 4, running=lasts * 3 / 4, faults=self.faults)
        return world, f"{self.provider}:{job_id if self.known else job_id[:-4] + '0000'}"


def _stories(provider: str) -> list[Story]:
    limited = Fault("status", status=429, retry_after=3)
    stories = [
        Story(provider, "succeeded"),
        Story(provider, "not-found", known=False, error=NotFoundError),
        Story(provider, "unauthorized", faults=(Fault("status", status=401),), error=AuthenticationError),
        Story(provider, "rate-limited", faults=(limited,)),
        Story(provider, "bad-gateway", faults=(Fault("html", times=3),)),
    ]
    if PROVIDERS[provider].has_status:
        stories.append(Story(provider, "failed", "failed", error=JobFailed))
    if provider == "oxen":
        stories.append(Story(provider, "cancelled", "cancelled", error=JobCancelled))
    return stories


STORIES = [story for provider in KINDS for story in _stories(provider)]

"""One API key's jobs at one provider: what the provider's handlers and the HTTP apps see of the world."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generation_jobs_sandbox._base.life import ENDED
from generation_jobs_sandbox._state.records import Submission

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from generation_jobs_sandbox._base.faults import Fault
    from generation_jobs_sandbox._base.media import MediaFile
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json
    from generation_jobs_sandbox._state.jobs import StoredJob
    from generation_jobs_sandbox._state.world import World
    from generation_jobs_sandbox.providers.base import Provider


@dataclass(frozen=True)
class WorldAccount:
    """The `Account` of one request: its key's jobs in the world, and what the request started."""

    world: World
    provider: Provider
    key: str
    started: list[str] = field(default_factory=list[str])
    """Ids of the jobs that this request submitted."""

    @property
    def now(self) -> datetime:
        """The world's time."""
        return self.world.now()

    @property
    def plan(self) -> str:
        """The plan that the provider's accounts are on."""
        return self.world.plan_of(self.provider)

    @property
    def concurrency_limit(self) -> int:
        """How many generations the plan allows at once."""
        return self.provider.plans[self.plan]

    @property
    def in_progress(self) -> int:
        """How many generations are in progress: unfinished jobs, and answers that are still being sent."""
        unfinished = [job for job in self.stored_jobs() if job.life.phase(self.now) not in ENDED]
        return len(unfinished) + self.world.in_flight[self.provider.name, self.key]

    @property
    def accepted_submits(self) -> int:
        """How many submits the provider has accepted so far, from all keys."""
        return sum(one.accepted for one in self.world.submissions if one.provider == self.provider.name)

    @property
    def allows_private_webhooks(self) -> bool:
        """Whether callbacks may go to this machine."""
        return self.world.allow_private_webhooks

    def find(self, job_id: str, *, listed_only: bool = False) -> Snapshot | None:
        """Return a job by its id; with `listed_only` not one that was taken out of the lists."""
        job = self.world.find(self.provider.name, job_id)
        if job is None or not job.visible_to(self.key) or (job.hidden and listed_only):
            return None
        return self.snapshot(job)

    def stored(self, job_id: str) -> StoredJob:
        """Return the stored job of a snapshot."""
        job = self.world.find(self.provider.name, job_id)
        assert job is not None
        return job

    def jobs(self) -> list[Snapshot]:
        """Return the jobs in this key's lists, the oldest first."""
        return [self.snapshot(job) for job in self.stored_jobs()]

    def stored_jobs(self) -> list[StoredJob]:
        """Do what `jobs` does, for the stored jobs themselves."""
        jobs = self.world.jobs(self.provider.name)
        return [job for job in jobs if job.visible_to(self.key) and not job.hidden]

    def snapshot(self, job: StoredJob, fault: Fault | None = None) -> Snapshot:
        """Return a job as it stands now, changed by a fault if given."""
        return job.snapshot(self.now, self.world.url_of(job), fault)

    def submit(
        self, parameters: Mapping[str, Json], media: MediaFile, *, reason: str | None = None, at_once: bool = False
    ) -> Snapshot:
        """Start a job of this key; see `Account.submit`."""
        job = self.world.submit(self.provider, self.key, parameters, media, reason=reason, at_once=at_once)
        self.started.append(job.id)
        return self.snapshot(job)

    def cancel(self, job_id: str) -> None:
        """End a job now."""
        job = self.stored(job_id)
        self.world.store.put(replace(job, life=job.life.cancelled(self.now)))

    def hide(self, job_id: str) -> None:
        """Take a job out of every list."""
        self.world.store.put(replace(self.stored(job_id), hidden=True))

    def delete(self, job_id: str) -> None:
        """Forget a job and its result."""
        self.world.store.remove(self.stored(job_id))

    def record_submit(self, body: bytes, *, accepted: bool) -> None:
        """Write down an attempt to start a generation, with the jobs that it started."""
        submission = Submission(self.provider.name, self.now, body, accepted, tuple(self.started))
        self.world.submissions.append(submission)

    def begin_answer(self) -> None:
        """Count a generation as in progress until `end_answer`."""
        self.world.in_flight[self.provider.name, self.key] += 1

    def end_answer(self) -> None:
        """Count the generation no longer."""
        self.world.in_flight[self.provider.name, self.key] -= 1

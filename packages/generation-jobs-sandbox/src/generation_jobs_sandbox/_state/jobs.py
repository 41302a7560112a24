"""The jobs that the imitated providers keep, and the store that holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from random import Random
from threading import Lock

from generation_jobs_sandbox._base.faults import Fault, FaultQueue
from generation_jobs_sandbox._base.life import Life, Phase
from generation_jobs_sandbox._base.media import MediaFile
from generation_jobs_sandbox._base.snapshot import Snapshot
from generation_jobs_sandbox._base.types import Json
from generation_jobs_sandbox.providers.base import Provider


@dataclass(frozen=True)
class StoredJob:
    """One job.

    Attributes:
        provider: The provider that it belongs to.
        id: The provider's id of it.
        life: When it is queued, runs and ends.
        media: Its result.
        token: Random hex digits, so that nobody guesses the URL of its result.
        faults: What goes wrong with its answers.
        body: A published example, served as it is; None for a job whose body is made.
        owner: The key that submitted it; None for a job that every key may see.
        parameters: What was submitted.
        reason: Why it fails, if that is known.
        hidden: Whether it was taken out of every list.
    """

    provider: Provider
    id: str
    life: Life
    media: MediaFile
    token: str
    faults: FaultQueue = field(default_factory=FaultQueue)
    body: bytes | None = None
    owner: str | None = None
    parameters: Mapping[str, Json] = field(default_factory=dict[str, "Json"])
    reason: str | None = None
    hidden: bool = False

    @property
    def last_modified(self) -> str:
        """When its result was made, as an HTTP date."""
        return format_datetime(self.life.ends_at.astimezone(UTC), usegmt=True)

    @property
    def file_name(self) -> str:
        """Path of its result on the media host."""
        return f"{self.token}.{self.media.extension}"

    @property
    def webhook(self) -> str | None:
        """URL to call back when it has ended."""
        url = self.parameters.get("webhook")
        return url if isinstance(url, str) and self.provider.webhook_agent else None

    def visible_to(self, key: str) -> bool:
        """Return whether this key may see the job."""
        return self.owner in (None, key)

    def snapshot(self, now: datetime, url: str, fault: Fault | None = None) -> Snapshot:
        """Return the job as it stands at one moment.

        Args:
            now: The moment.
            url: Where its result is, once there is one.
            fault: A fault that changes the job; any other has no effect here.
        """
        phase = self.life.phase(now)
        status = self.provider.words[phase]
        completed_at = self.life.completed_at(now)
        if fault is not None and fault.kind == "unknown_status":
            phase, status, completed_at = Phase.RUNNING, fault.word, None
        missing = fault is not None and fault.kind == "missing_result"
        is_other = fault is not None and fault.kind == "wrong_job"
        return Snapshot(
            id=self.provider.new_id(Random(self.token)) if is_other else self.id,  # noqa: S311
            phase=phase,
            status=status,
            created_at=self.life.created_at,
            started_at=self.life.started_at(now),
            completed_at=completed_at,
            media=self.media,
            url=url if phase is Phase.SUCCEEDED and not missing else None,
            token=self.token,
            parameters=self.parameters,
            reason=self.reason,
        )


class JobStore:
    """The jobs of all providers, by id and by the path of their results."""

    def __init__(self) -> None:
        self._jobs: dict[tuple[str, str], StoredJob] = {}
        self._by_file: dict[str, StoredJob] = {}
        self._lock = Lock()

    def add(self, job: StoredJob) -> StoredJob:
        """Keep a new job and return it.

        Raises:
            ValueError: The provider has a job with this id already.
        """
        if self.find(job.provider.name, job.id) is not None:
            raise ValueError(f"there is a job {job.provider.name}:{job.id} already")
        return self.put(job)

    def put(self, job: StoredJob) -> StoredJob:
        """Keep a job, in place of the one with its id if there is one, and return it."""
        with self._lock:
            self._jobs[job.provider.name, job.id] = job
            self._by_file[job.file_name] = job
        return job

    def remove(self, job: StoredJob) -> None:
        """Forget a job and its result."""
        with self._lock:
            del self._jobs[job.provider.name, job.id]
            del self._by_file[job.file_name]

    def find(self, provider: str, job_id: str) -> StoredJob | None:
        """Return a job by its id."""
        return self._jobs.get((provider, job_id))

    def find_file(self, name: str) -> StoredJob | None:
        """Return the job whose result has this path on the media host."""
        return self._by_file.get(name)

    def of(self, provider: str) -> list[StoredJob]:
        """Return all jobs of a provider except its published example, the oldest first."""
        with self._lock:  # threads add jobs meanwhile
            jobs = list(self._jobs.values())
        return [job for job in jobs if job.provider.name == provider and job.body is None]

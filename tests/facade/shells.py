"""Both shells behind one blocking face, so that each test runs over both."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING, Any, Protocol, Unpack

from generation_jobs import (
    AsyncJobs,
    Durations,
    Generated,
    Job,
    Jobs,
    JobStatus,
    Look,
    Options,
    Outcome,
    Search,
    Settings,
    Standing,
    Submitted,
    SubmitUncertain,
)
from generation_jobs.testing import VirtualClock

from tests.facade.script import Script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from generation_jobs.ledger import Ledger
    from generation_jobs.webhooks import Inbox


class Face(Protocol):
    """What tests do with either shell."""

    @property
    def durations(self) -> Durations: ...
    def get(self, job: str | Job) -> Job: ...
    def wait(
        self,
        job: str | Job,
        *,
        timeout: float = ...,
        on_update: Callable[[Job], None] | None = ...,
        push: bool | Inbox = ...,
    ) -> Job: ...
    def as_completed(
        self,
        jobs: Iterable[str | Job],
        *,
        timeout: float = ...,
        on_update: Callable[[Standing], None] | None = ...,
    ) -> Iterator[Outcome]: ...
    def wait_all(
        self,
        jobs: Iterable[str | Job],
        *,
        timeout: float = ...,
        on_update: Callable[[Standing], None] | None = ...,
    ) -> tuple[Outcome, ...]: ...
    def download(
        self,
        job: str | Job,
        directory: str | Path = ...,
        *,
        timeout: float = ...,
        overwrite: bool = ...,
        on_progress: Callable[[str, int, int | None], None] | None = ...,
    ) -> tuple[Path, ...]: ...
    def submit(self, provider: str, **parameters: Any) -> Job: ...
    def submit_many(self, provider: str, **parameters: Any) -> tuple[Job, ...]: ...
    def generate(self, provider: str, directory: str | Path = ..., **parameters: Any) -> Generated: ...
    def list(self, provider: str, *, status: JobStatus | None = ..., since: datetime | None = ...) -> Iterable[Job]: ...
    def cancel(self, job: str | Job) -> Job: ...
    def look(self, job: str | Job) -> Look: ...
    def delete(self, job: str | Job) -> None: ...
    def find_submitted(self, error: SubmitUncertain) -> Search: ...
    def pending(self) -> Sequence[Submitted]: ...
    def recover(self) -> Sequence[Submitted]: ...
    @property
    def ledger(self) -> Ledger | None: ...
    def close(self) -> None: ...


class DrivenCalls:
    """The asynchronous calls for one provider, with blocking methods."""

    def __init__(self, calls: Any, runner: asyncio.Runner) -> None:
        self._calls = calls
        self._runner = runner

    def submit(self, **fields: Any) -> Job:
        return self._runner.run(self._calls.submit(**fields))

    def submit_many(self, **fields: Any) -> tuple[Job, ...]:
        return self._runner.run(self._calls.submit_many(**fields))

    def generate(self, directory: str | Path = ".", **fields: Any) -> Generated:
        return self._runner.run(self._calls.generate(directory, **fields))

    def list(self, **options: Any) -> Iterator[Job]:
        jobs = self._calls.list(**options)
        while (job := self._runner.run(anext(jobs, None))) is not None:
            yield job


class Driven:
    """`AsyncJobs` with blocking methods: each call runs the event loop until it is done."""

    def __init__(self, jobs: AsyncJobs) -> None:
        self.jobs = jobs
        self._runner = asyncio.Runner()

    @property
    def durations(self) -> Durations:
        return self.jobs.durations

    def drive(self, calls: Any) -> DrivenCalls:
        return DrivenCalls(calls, self._runner)

    def get(self, job: str | Job) -> Job:
        return self._runner.run(self.jobs.get(job))

    def wait(self, job: str | Job, **options: Any) -> Job:
        return self._runner.run(self.jobs.wait(job, **options))

    def look(self, job: str | Job) -> Look:
        return self._runner.run(self.jobs.look(job))

    def as_completed(self, jobs: Iterable[str | Job], **options: Any) -> Iterator[Outcome]:
        outcomes = self.jobs.as_completed(jobs, **options)
        try:
            while (outcome := self._runner.run(anext(outcomes, None))) is not None:  # type: ignore[arg-type]
                yield outcome
        finally:
            self._runner.run(outcomes.aclose())  # type: ignore[arg-type]

    def wait_all(self, jobs: Iterable[str | Job], **options: Any) -> tuple[Outcome, ...]:
        return self._runner.run(self.jobs.wait_all(jobs, **options))

    def download(self, job: str | Job, directory: str | Path = ".", **options: Any) -> tuple[Path, ...]:
        return self._runner.run(self.jobs.download(job, directory, **options))

    def submit(self, provider: str, **parameters: Any) -> Job:
        submit: Any = self.jobs.submit
        return self._runner.run(submit(provider, **parameters))

    def submit_many(self, provider: str, **parameters: Any) -> tuple[Job, ...]:
        submit_many: Any = self.jobs.submit_many
        return self._runner.run(submit_many(provider, **parameters))

    def generate(self, provider: str, directory: str | Path = ".", **parameters: Any) -> Generated:
        generate: Any = self.jobs.generate
        return self._runner.run(generate(provider, directory, **parameters))

    def list(self, provider: str, **options: Any) -> Iterator[Job]:
        jobs = self.jobs.list(provider, **options)
        while (job := self._runner.run(anext(jobs, None))) is not None:  # type: ignore[arg-type]
            yield job

    def cancel(self, job: str | Job) -> Job:
        return self._runner.run(self.jobs.cancel(job))

    def delete(self, job: str | Job) -> None:
        self._runner.run(self.jobs.delete(job))

    def find_submitted(self, error: SubmitUncertain) -> Search:
        return self._runner.run(self.jobs.find_submitted(error))

    def pending(self) -> Sequence[Submitted]:
        return self._runner.run(self.jobs.pending())

    def recover(self) -> Sequence[Submitted]:
        return self._runner.run(self.jobs.recover())

    @property
    def ledger(self) -> Ledger | None:
        return self.jobs.ledger

    def close(self) -> None:
        self._runner.run(self.jobs.close())

    def end(self) -> None:
        self.close()
        self._runner.close()


def provider_calls(face: Any, provider: str) -> Any:
    """The typed calls for a provider, blocking for both shells."""
    return face.drive(getattr(face.jobs, provider)) if isinstance(face, Driven) else getattr(face, provider)


class World:
    """A shell on a virtual clock, and a scripted internet."""

    def __init__(self, shell: str) -> None:
        self.shell = shell
        self.clock = VirtualClock()
        self.script = Script()
        self._faces: list[Jobs | Driven] = []

    def jobs(self, *settings: Settings, **options: Unpack[Options]) -> Face:
        """Over the script, on the virtual clock."""
        mine: Options = {"clock": self.clock, "random": Random(7), "transport": self.script.transport()}
        both: Options = {**mine, **options}
        return self.online(*settings, **both)

    def online(self, *settings: Settings, **options: Unpack[Options]) -> Face:
        """Over real sockets, on the real clock."""
        face = Jobs(settings, **options) if self.shell == "blocking" else Driven(AsyncJobs(settings, **options))
        self._faces.append(face)
        return face

    def from_env(self, **options: Unpack[Options]) -> Face:
        """What the environment configures."""
        mine: Options = {"clock": self.clock, "random": Random(7), "transport": self.script.transport()}
        both: Options = {**mine, **options}
        face = Jobs.from_env(**both) if self.shell == "blocking" else Driven(AsyncJobs.from_env(**both))
        self._faces.append(face)
        return face

    def end(self) -> None:
        for face in self._faces:
            face.end() if isinstance(face, Driven) else face.close()

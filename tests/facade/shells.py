"""Both shells behind one blocking face, so that each test runs over both."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING, Any, Protocol, Unpack

from generation_jobs import AsyncJobs, Job, Jobs, Options, Settings
from generation_jobs.testing import VirtualClock

from tests.facade.script import Script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Face(Protocol):
    """What tests do with either shell."""

    def get(self, job: str | Job) -> Job: ...
    def wait(self, job: str | Job, *, timeout: float = ..., on_update: Callable[[Job], None] | None = ...) -> Job: ...
    def download(
        self,
        job: str | Job,
        directory: str | Path = ...,
        *,
        timeout: float = ...,
        overwrite: bool = ...,
        on_progress: Callable[[str, int, int | None], None] | None = ...,
    ) -> tuple[Path, ...]: ...
    def close(self) -> None: ...


class Driven:
    """`AsyncJobs` with blocking methods: each call runs the event loop until it is done."""

    def __init__(self, jobs: AsyncJobs) -> None:
        self._jobs = jobs
        self._runner = asyncio.Runner()

    def get(self, job: str | Job) -> Job:
        return self._runner.run(self._jobs.get(job))

    def wait(self, job: str | Job, **options: Any) -> Job:
        return self._runner.run(self._jobs.wait(job, **options))

    def download(self, job: str | Job, directory: str | Path = ".", **options: Any) -> tuple[Path, ...]:
        return self._runner.run(self._jobs.download(job, directory, **options))

    def close(self) -> None:
        self._runner.run(self._jobs.close())

    def end(self) -> None:
        self.close()
        self._runner.close()


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

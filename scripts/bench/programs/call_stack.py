"""Our frames on the stack at the moment when the first poll of a wait is written to its socket."""

from __future__ import annotations

import asyncio
import inspect
import socket
from dataclasses import dataclass
from typing import Any, Self
from unittest import mock

from generation_jobs import AsyncJobs, Breeze, Jobs

from scripts.bench.programs import print_result
from scripts.bench.programs.command import run_genjobs

_REF = "breeze:job_1"


@dataclass(frozen=True)
class CallStack:
    """Modules and functions of ours, the outermost first, for each way to wait."""

    jobs: list[str]
    async_jobs: list[str]
    command: list[str]


def measure(base_url: str, packages: list[str]) -> CallStack:
    """Wait for a finished job in three ways. `packages` are the import names that count as ours."""
    settings = [Breeze(api_key="brz_bench", base_url=base_url)]
    with _Recorder(packages) as jobs_recorder, Jobs(settings) as jobs:
        jobs.wait(_REF)
    with _Recorder(packages) as async_recorder:
        asyncio.run(_wait(settings))
    with _Recorder(packages) as command_recorder:
        run_genjobs(base_url, "wait", _REF)
    return CallStack(jobs_recorder.frames, async_recorder.frames, command_recorder.frames)


async def _wait(settings: list[Breeze]) -> None:
    async with AsyncJobs(settings) as jobs:
        await jobs.wait(_REF)


class _Recorder:
    """Records our frames when the first GET is written to a socket."""

    def __init__(self, packages: list[str]) -> None:
        self.frames: list[str] = []
        self._packages = packages
        self._patches = [mock.patch.object(socket.socket, name, self._watched(name)) for name in ("send", "sendall")]

    def __enter__(self) -> Self:
        for patch in self._patches:
            patch.start()
        return self

    def __exit__(self, *_: object) -> None:
        for patch in self._patches:
            patch.stop()

    def _watched(self, name: str) -> Any:
        original = getattr(socket.socket, name)

        def send(sock: socket.socket, data: bytes, *flags: int) -> Any:
            if not self.frames and bytes(data).startswith(b"GET "):
                self.frames = self._ours()
            return original(sock, data, *flags)

        return send

    def _ours(self) -> list[str]:
        found: list[str] = []
        frame = inspect.currentframe()
        while frame is not None:
            module = str(frame.f_globals.get("__name__"))
            if module.partition(".")[0] in self._packages:
                found.append(f"{module}: {frame.f_code.co_qualname}")
            frame = frame.f_back
        return found[::-1]


if __name__ == "__main__":
    print_result(measure)

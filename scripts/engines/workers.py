"""A worker of an engine: a group of processes that can be killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class Worker:
    """Runs from `start` to `kill`, as often as wanted. Its output goes to `worker.log`.

    Args:
        command: The program with its arguments.
        folder: Where it runs.
        environ: Its environment.
    """

    def __init__(self, command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> None:
        self._command = list(command)
        self._folder = folder
        self._environ = dict(environ)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        """Whether its first process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it in a process group of its own."""
        with (self._folder / "worker.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self._folder, env=self._environ, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """End all its processes at once, by SIGKILL; without effect if it does not run."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):  # it has ended, and so have its children
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None


def run(command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> None:
    """Run a program to its end.

    Raises:
        RuntimeError: It failed; the message has its output.
    """
    done = subprocess.run(
        command, cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        output = done.stdout.decode(errors="replace")
        raise RuntimeError(f"{' '.join(command)} exited with {done.returncode}:\n{output[-2000:]}")

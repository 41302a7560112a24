"""A worker of an engine: a session of processes that can be killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


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
        self.lost_cpu_seconds: float = 0.0  # of killed processes that are no children of this one

    @property
    def is_running(self) -> bool:
        """Whether its first process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def has_failed(self) -> bool:
        """Whether its first process has ended with an error."""
        return self._process is not None and self._process.poll() not in {None, 0}

    def start(self) -> None:
        """Start it in a session of its own, after what is left of its last start."""
        self.kill()
        with (self._folder / "worker.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self._folder, env=self._environ, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """End all its processes at once, by SIGKILL; without effect if it does not run."""
        if self._process is None:
            return
        others = [process for process in _in_session(self._process.pid) if process != self._process.pid]
        self.lost_cpu_seconds += sum(map(_cpu_seconds, others))
        for process in (self._process.pid, *others):
            with suppress(ProcessLookupError):  # it has ended
                os.kill(process, signal.SIGKILL)
        self._process.wait()
        self._process = None


def tend(workers: Iterable[Worker]) -> None:
    """Start those again that have ended by themselves, as a supervisor would."""
    for worker in workers:
        if not worker.is_running:
            worker.start()


def _in_session(leader: int) -> Iterator[int]:
    """Yield the processes of a session; each task of Airflow is a process group of its own in it."""
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(ProcessLookupError):  # it has ended
            if os.getsid(int(path.name)) == leader:
                yield int(path.name)


def _cpu_seconds(process: int) -> float:
    """Return what a process and its ended children have used; 0 if it has ended."""
    with suppress(OSError):
        ticks = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:15]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return 0.0


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

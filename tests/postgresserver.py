"""A Postgres server of a test's own: on loopback, as another user where the tests run as root, which it refuses."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable


def _folder() -> str | None:
    """Where its programs are; Debian has them outside of PATH."""
    found = shutil.which("initdb")
    if found is not None:
        return str(Path(found).parent)
    return max((str(path.parent) for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None)


PROGRAMS = _folder()
needs_postgres = pytest.mark.skipif(
    PROGRAMS is None, reason="postgres is not installed (Debian: apt-get install postgresql)"
)


class PostgresServer:
    """Runs from `start` to `end`, always on the same port and with the same data, until `remove`."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self._folder = TemporaryDirectory()
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user is not None:
            shutil.chown(self._folder.name, self._user)
        self._call("initdb", "--auth=trust", "--username=tester", "--no-sync", "--encoding=UTF8", "--locale=C")

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://tester:not-shown@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._call("pg_ctl", "-w", "-l", f"{self._folder.name}/log", "-o", options, "start")

    def end(self) -> None:
        self._call("pg_ctl", "-m", "immediate", "stop")

    def kill(self) -> None:
        """End all its processes at once by SIGKILL; `start` has to recover its data from its log."""
        processes = self._processes()
        _send(signal.SIGKILL, processes)
        while any(Path("/proc", str(process)).exists() for process in processes):
            time.sleep(0.02)  # it starts only once they have left the shared memory
        self._lock.unlink()

    @contextmanager
    def frozen(self) -> Generator[None]:
        """Stop all its processes: connections stay open, and nothing is answered."""
        processes = self._processes()
        _send(signal.SIGSTOP, processes)
        try:
            yield
        finally:
            _send(signal.SIGCONT, processes)

    @property
    def _lock(self) -> Path:
        return Path(self._folder.name, "data/postmaster.pid")

    def _processes(self) -> list[int]:
        leader = self._lock.read_text(encoding="utf-8").split()[0]
        children = Path(f"/proc/{leader}/task/{leader}/children").read_text(encoding="utf-8").split()
        return [int(leader), *map(int, children)]

    def remove_data(self) -> None:
        self._folder.cleanup()

    def _call(self, program: str, *arguments: str) -> None:
        command = [f"{PROGRAMS}/{program}", "-D", f"{self._folder.name}/data", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=self._user, cwd=self._folder.name)


def _send(which: signal.Signals, processes: Iterable[int]) -> None:
    for process in processes:
        with suppress(ProcessLookupError):  # a connection that has ended
            os.kill(process, which)

"""A redis-server of a test's own: on loopback, without persistence."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from tempfile import TemporaryDirectory

BINARY = shutil.which("redis-server")
MISSING = "redis-server is not installed (Debian: apt-get install redis-server)"


class RedisServer:
    """Runs from `start` to `end`, always on the same port."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self, *more: str) -> None:
        assert BINARY is not None
        options = [*more, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._folder = TemporaryDirectory()  # a replica writes there what it gets from its primary
        self._process = subprocess.Popen([BINARY, *options], stdout=subprocess.DEVNULL, cwd=self._folder.name)
        until = time.monotonic() + 10
        while not self._answers():
            assert time.monotonic() < until, "redis-server does not start"
            time.sleep(0.02)

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            self._folder.cleanup()

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

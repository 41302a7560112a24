"""An API on loopback that counts: so many requests in any window of its own clock, others are refused."""

from __future__ import annotations

import socketserver
import threading
import time
from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sliding_window_quota import Rate


class Seen(NamedTuple):
    """A request that was counted: when, from whom, and whether it was one too many."""

    at: float
    name: str
    refused: bool


class CountingAPI(socketserver.ThreadingTCPServer):
    """A request is a line with the name of its sender; the answer is a line, too."""

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
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def refused(self) -> int:
        return sum(seen.refused for seen in list(self.seen))

    def counted(self) -> Counter[str]:
        """How many requests of each sender were counted."""
        return Counter(seen.name for seen in list(self.seen))

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


class _Handler(socketserver.StreamRequestHandler):
    server: CountingAPI

    def handle(self) -> None:
        name = self.rfile.readline().decode().strip()
        self.wfile.write(b"refused\n" if self.server.count(name).refused else b"fine\n")

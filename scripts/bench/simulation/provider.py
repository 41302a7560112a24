"""A provider in memory: an httpx transport that answers the requests of one account, without a socket."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

import httpx

from scripts.bench.simulation.jobs import SimulatedJobs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generation_jobs import Clock, Settings

    from scripts.bench.simulation.jobs import State
    from scripts.bench.simulation.rate_limit import RateLimit


class SimulatedProvider(ABC, httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers the documented reads of a provider, and counts them. Threads may share it.

    Args:
        durations: Seconds that each job takes, from the newest job to the oldest.
        clock: The clock of the client; jobs are created when it starts.
        rate_limit: The provider's, if it documents one.
        latency: Seconds from a request to its response.
    """

    name: ClassVar[str]
    words: ClassVar[Mapping[str, State]]
    """The provider's word for each state."""

    def __init__(self, durations: Sequence[float], clock: Clock, rate_limit: RateLimit | None, latency: float) -> None:
        self.jobs = SimulatedJobs(durations)
        self.reads = 0
        """Requests that were answered with 200."""
        self.refused = 0
        """Requests that were answered with 429."""
        self.rows = 0
        """Rows of lists that were sent."""
        self.cpu_seconds = 0.0
        """CPU time spent here: no cost of the client."""
        self._clock = clock
        self._rate_limit = rate_limit
        self._latency = latency
        self._lock = threading.Lock()

    @abstractmethod
    def settings(self) -> Settings:
        """Return the settings that `Jobs` and `AsyncJobs` take."""

    @abstractmethod
    def job_id(self, number: int) -> str:
        """Return the id of a job; its last twelve characters are the number in base 16."""

    @abstractmethod
    def body(self, path: str, query: Mapping[str, str], now: float) -> bytes:
        """Return the JSON that answers a GET."""

    @abstractmethod
    def row(self, number: int, now: float) -> bytes:
        """Return a job, as JSON."""

    def refs(self) -> list[str]:
        """Return the refs of all jobs, the oldest first: the order in which they were submitted."""
        return [f"{self.name}:{self.job_id(number)}" for number in reversed(range(len(self.jobs)))]

    def duration(self, ref: str) -> float:
        """Return the seconds that a job takes."""
        return self.jobs.durations[_number(ref)]

    def one(self, path: str, now: float) -> bytes:
        """Return the job whose id is at the end of a path, as JSON."""
        return self.row(_number(path), now)

    def listed(self, status: str | None, start: int, size: int, now: float) -> tuple[bytes, int]:
        """Return a JSON array of the jobs with this status (`None`: all), and how many there are on all pages."""
        if status is not None and status not in self.words:
            return b"[]", 0
        found = self.jobs.numbers(None if status is None else self.words[status], now)
        page = [self.row(number, now) for number in found[start : start + size]]
        self.rows += len(page)
        return b"[%s]" % b",".join(page), len(found)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.BaseTransport`."""
        if self._latency:
            self._clock.sleep(self._latency)
        return self._respond(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.AsyncBaseTransport`."""
        if self._latency:
            await self._clock.sleep_async(self._latency)
        return self._respond(request)

    def _respond(self, request: httpx.Request) -> httpx.Response:
        start = time.thread_time()
        with self._lock:
            response = self._response(request)
            self.cpu_seconds += time.thread_time() - start
        return response

    def _response(self, request: httpx.Request) -> httpx.Response:
        now, headers = self._clock.monotonic(), {"Content-Type": "application/json"}
        if self._rate_limit is not None:
            admitted, limits = self._rate_limit.admit(now)
            headers |= limits
            if not admitted:
                self.refused += 1
                return httpx.Response(429, headers=headers, content=b'{"error":{"code":"RATE_LIMITED","message":""}}')
        self.reads += 1
        body = self.body(request.url.path, dict(request.url.params), now)
        return httpx.Response(200, headers=headers, content=body)


def _number(name: str) -> int:
    return int(name[-12:], 16)

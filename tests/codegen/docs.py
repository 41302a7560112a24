"""A docs host on loopback that says what it is told to, and a clock that only the fetcher moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scripts.codegen.pages.fetching import Fetcher
from tests.facade.loopback import Loopback, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket
    from threading import Event

    Talk = Callable[[socket, Event], None]


class Docs:
    """Answers each path by its script, the last line of it for ever; anything else with 404."""

    def __init__(self) -> None:
        self._scripts: dict[str, list[Talk]] = {}
        self._server = Loopback(self._answer)
        self.url = self._server.url
        self.end = self._server.end

    def on(self, path: str, *talks: Talk) -> None:
        self._scripts[path] = list(talks)

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for."""
        return [head.split()[1] for head in self._server.heads]

    def headers(self, number: int = -1) -> dict[str, str]:
        """The headers of one request."""
        lines = self._server.heads[number].strip().splitlines()[1:]
        return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}

    def _answer(self, connection: socket, over: Event) -> None:
        script = self._scripts.get(self.asked[-1], [say(b"# Not found\n", status="404 Not Found")])
        talk = script.pop(0) if len(script) > 1 else script[0]
        talk(connection, over)


@dataclass
class Clock:
    """Time that passes by sleeping alone."""

    start: datetime = datetime(2026, 12, 1, 12, tzinfo=UTC)
    slept: list[float] = field(default_factory=list[float])
    timeout: float = 20.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def monotonic(self) -> float:
        return sum(self.slept)

    def now(self) -> datetime:
        return self.start + timedelta(seconds=sum(self.slept))

    def fetcher(self) -> Fetcher:
        return Fetcher(sleep=self.sleep, monotonic=self.monotonic, now=self.now, timeout=self.timeout)

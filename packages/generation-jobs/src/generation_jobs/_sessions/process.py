"""What a client has in each process: connections, rate limits, waits, streams of events."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Generic, TypeVar

from generation_jobs._core.io import Request
from generation_jobs._events.subscriptions import EventStream, JobAnnouncements
from generation_jobs._sessions.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import IO
    from generation_jobs._core.refs import Ref
    from generation_jobs._events.subscriptions import EventReader, Push
    from generation_jobs.providers.settings import Settings

T = TypeVar("T")

_forks = 0
"""How many forks lie between this process and the one that imported this module."""


def _count_fork() -> None:
    global _forks
    _forks += 1


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_count_fork)


class PerProcess(Generic[T]):
    """A value that is created at once, and again when a child process first asks for it.

    The parent's value is kept and left alone in the child: closing its connections would disturb the parent.
    """

    def __init__(self, create: Callable[[], T]) -> None:
        self._create = create
        self._values = {_forks: create()}

    def get(self) -> T:
        """Return the value of this process."""
        if _forks not in self._values:
            self._values.setdefault(_forks, self._create())  # the same for all threads
        return self._values[_forks]


class Process:
    """What a client has in one process."""

    def __init__(
        self,
        settings: Iterable[Settings],
        config: Config,
        skipped: Mapping[str, str],
        io: IO,
        event_reader: Callable[[], EventReader],
    ) -> None:
        self._config, self._create_reader = config, event_reader
        self.io = io
        self.sessions = Sessions(settings, config, skipped, io)
        self._reader: EventReader | None = None
        self._streams: dict[str, EventStream] = {}

    def announcements(self, ref: Ref, push: Push) -> JobAnnouncements | None:
        """Return what announces the end of a job, None if nothing does."""
        stream = self._stream(ref) if push is True else None
        source = stream if push is True else push
        if not source:
            return None
        self._reader = self._reader or self._create_reader()
        return JobAnnouncements(str(ref), source.subscribers, self.io, self._reader, self._config.clock, stream)

    async def close(self) -> None:
        """Close connections and streams, and leave the shared rate limits."""
        await self.io.close()
        if self._reader is not None:
            await self._reader.close()
        self.sessions.close()

    def _stream(self, ref: Ref) -> EventStream | None:
        """Return the stream of a provider's events, one for all waits; None if it has none."""
        session = self.sessions.session(ref)
        events = session.adapter.events
        if events is None:
            return None
        headers = {**session.api_headers(), "Accept": "text/event-stream", "Cache-Control": "no-store"}
        request = Request(session.base_url.rstrip("/") + events.path, headers, session.name)
        stream = EventStream(session.name, request, events, self._config.clock, self._config.random)
        return self._streams.setdefault(ref.provider, stream)

"""Saving one result: every decision, no network I/O."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from generation_jobs._core.errors import APIError, DownloadError, TransportError
from generation_jobs._core.io import Call, Close, Read, Request, Sleep, Steps
from generation_jobs._core.status_errors import is_passing
from generation_jobs._download.content_range import Extent, extent, total_size
from generation_jobs._download.filenames import essence, extension, saved
from generation_jobs._download.partial_file import Leftover, Part
from generation_jobs._http.redirects import Opened, follow
from generation_jobs._http.url_policy import UntrustedURL, without_secrets
from generation_jobs._polling.schedule import Pace, retry_delay

if TYPE_CHECKING:
    from generation_jobs._core.config import Config
    from generation_jobs._core.models import Media

MAX_STREAK = 8
"""Failures in a row, without one new byte, after which a download is given up. What was received is kept."""

_PACE = Pace(floor=1.0, ceiling=30.0)
_STALE = frozenset({401, 403, 404, 410})
"""What media hosts answer once a signed URL has expired."""
_NOT_MEDIA = frozenset({"text/html", "application/xhtml+xml", "application/json", "application/problem+json"})

Progress = Callable[[str, int, int | None], None]
"""Called with the ref, the bytes received so far, and the size of the whole (None while unknown)."""


class Source(Protocol):
    """Where a result comes from: what `Saving` has to ask the rest of the facade."""

    def request(self, url: str) -> Request:
        """The request for a result's own URL, with the key where the provider's API serves it."""
        ...

    def refresh(self) -> Steps[Media]:
        """The same result with a fresh URL."""
        ...

    def error(self, opened: Opened) -> Steps[APIError]:
        """What an answer that is not a result means; closes it."""
        ...


class _Stale(TransportError):
    """A media host no longer knows the URL."""


@dataclass
class Saving:
    """One result, from its URL to its file `directory`/`name`.ext."""

    ref: str
    media: Media
    directory: Path
    name: str
    overwrite: bool
    deadline: float
    config: Config
    source: Source
    on_progress: Progress | None
    received: int = field(default=0, init=False)

    def steps(self) -> Steps[Path]:
        """Save the result, unless it is saved already. Gives its path."""
        try:
            return (yield from self._save())
        except UntrustedURL as error:
            raise self._failed(f"the result's URL cannot be trusted: {error}") from error
        except OSError as error:
            raise self._failed(f"cannot write to {error.filename or self.directory}: {error.strerror}") from error

    def _save(self) -> Steps[Path]:
        yield Call(partial(self.directory.mkdir, parents=True, exist_ok=True))
        if not self.overwrite and (found := (yield Call(partial(saved, self.directory, self.name)))) is not None:
            return Path(found)
        if self.media.data is not None:
            yield Call(partial(self._save_inline, self.media.data))
            return self._target(self.media.content_type)
        return (yield from self._persist())

    def _persist(self) -> Steps[Path]:
        """Try until the result is here, the deadline comes, or the trouble is not of the passing kind."""
        streak, stale, refreshed = 0, False, False
        while True:
            before = self.received
            try:
                if stale:
                    self.media = yield from self.source.refresh()
                    stale, refreshed = False, True
                return (yield from self._try())
            except (APIError, TransportError) as error:
                if not is_passing(error):
                    raise
                streak = 1 if self.received > before else streak + 1
                stale = stale or isinstance(error, _Stale)
                yield from self._pause(streak, error, over=stale and refreshed)

    def _pause(self, streak: int, error: APIError | TransportError, *, over: bool) -> Steps[None]:
        hint = error.retry_after if isinstance(error, APIError) else None
        delay = retry_delay(_PACE, streak, hint, self.config.random)
        timed_out = self.config.clock.monotonic() + delay >= self.deadline
        if over or timed_out or streak >= MAX_STREAK:
            raise self._failed(f"the result could not be fetched: {error}", timed_out=timed_out) from error
        yield Sleep(delay)

    def _try(self) -> Steps[Path]:
        """Ask for what is missing, and write it down."""
        left: Leftover = yield Call(partial(Leftover.find, self.directory, self.name))
        opened = yield from follow(
            self.source.request(str(self.media.url)),
            left.conditions(),
            self.deadline,
            self.config.timeout,
            allow_private=self.config.allow_private_media,
        )
        if opened.head.status_code == 416:
            return (yield from self._settle_out_of_range(opened, left))
        yield from self._check_status(opened)
        found = yield from self._check_extent(opened, left)
        part = yield from self._open_part(opened, left, found.start)
        try:
            yield from self._receive(part, found.total)
            return (yield from self._finish(part, opened.head.headers.get("content-type")))
        finally:
            part.close()

    def _check_status(self, opened: Opened) -> Steps[None]:
        status = opened.head.status_code
        if status not in {200, 206}:
            error = yield from self.source.error(opened)
            foreign = opened.request.provider is None
            raise _Stale(str(error), ref=self.ref) if foreign and status in _STALE else error
        if (kind := essence(opened.head.headers.get("content-type"))) in _NOT_MEDIA:
            yield Close()
            raise TransportError(f"{without_secrets(opened.request.url)} answered {kind} instead of the result")

    def _check_extent(self, opened: Opened, left: Leftover) -> Steps[Extent]:
        """What part of the result this is. Raises `TransportError` unless it is all of it, or what was asked for."""
        found = extent(opened.head)
        if found is None or (found.start and not (found.start == left.size and left.goes_on_in(opened.head.headers))):
            yield Close()
            yield Call(left.discard)
            raise TransportError("the answer is not the range that was asked for, or of another version")
        self._check_size(found.total or 0)
        return found

    def _check_size(self, size: int) -> None:
        if size > self.config.max_media_bytes:
            raise self._failed(f"the result is larger than max_media_bytes={self.config.max_media_bytes}")

    def _open_part(self, opened: Opened, left: Leftover, start: int) -> Steps[Part]:
        """The file to write to: what is left of an earlier try if this answer goes on where that ended."""
        headers = opened.head.headers
        if start and left.path is not None:
            part: Part = yield Call(partial(Part.resume, left.path))
            return part
        yield Call(left.discard)
        part = yield Call(partial(Part.create, self._target(headers.get("content-type")), headers))
        return part

    def _receive(self, part: Part, total: int | None) -> Steps[None]:
        while chunk := (yield Read(self._step_deadline())):
            yield Call(partial(part.write, chunk))
            self.received += len(chunk)
            self._check_size(part.size)
            if self.on_progress is not None:
                self.on_progress(self.ref, part.size, total)
        yield Close()
        if total is not None and part.size != total:
            raise TransportError(f"the result was cut off after {part.size} of {total} bytes")

    def _settle_out_of_range(self, opened: Opened, left: Leftover) -> Steps[Path]:
        """416: all bytes are here already if the result is exactly as long; otherwise start afresh."""
        yield Close()
        if left.path is not None and total_size(opened.head) == left.size:
            part: Part = yield Call(partial(Part.resume, left.path))
            return (yield from self._finish(part, None))
        yield Call(left.discard)
        raise TransportError("the result is not as long as it was")

    def _finish(self, part: Part, content_type: str | None) -> Steps[Path]:
        if part.size == 0:
            raise TransportError("the result is empty")
        target = part.path.with_suffix("") if content_type is None else self._target(content_type)
        yield Call(partial(part.finish, target))
        return target

    def _save_inline(self, data: bytes) -> None:
        target = self._target(self.media.content_type)
        part = Part.create(target, {})
        part.write(data)
        part.finish(target)

    def _target(self, content_type: str | None) -> Path:
        return self.directory / (self.name + extension(content_type, self.media.content_type))

    def _step_deadline(self) -> float:
        return min(self.deadline, self.config.clock.monotonic() + self.config.timeout)

    def _failed(self, what: str, *, timed_out: bool = False) -> DownloadError:
        left = Leftover.find(self.directory, self.name)
        kept = f"; {left.size} bytes are kept in {left.path}, download again to go on" if left.size else ""
        return DownloadError(f"{self.ref}: {what}{kept}", ref=self.ref, part=left.path, timed_out=timed_out)

"""Downloading one result to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from generation_jobs._core.errors import APIError, DownloadError, TransportError
from generation_jobs._core.policy import PollInterval, retry_delay
from generation_jobs._core.status_errors import is_passing
from generation_jobs._download.content_range import Extent, extent, total_size
from generation_jobs._download.filenames import essence, extension, saved
from generation_jobs._download.partial_file import Leftover, Part
from generation_jobs._http.redirects import Opened, follow
from generation_jobs._http.url_policy import UntrustedURL, without_secrets

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import IO, Exchange, Head, Request
    from generation_jobs._core.models import Media
    from generation_jobs._http.exchange import Send

MAX_STREAK = 8
"""Failures in a row, without one new byte, after which a download is given up. What was received is kept."""

_RETRIES = PollInterval(floor=1.0, ceiling=30.0)
_STALE = frozenset({401, 403, 404, 410})
"""What media hosts answer once a signed URL has expired."""
_NOT_MEDIA = frozenset({"text/html", "application/xhtml+xml", "application/json", "application/problem+json"})

Progress = Callable[[str, int, int | None], None]
"""Called with the ref, the bytes received so far, and the size of the whole (None while unknown)."""


class Source(Protocol):
    """Where a result comes from: what `Download` asks the provider's session."""

    def request(self, url: str) -> Request:
        """Return the request for a result's URL, with the key where the provider's own API serves it."""
        ...

    @property
    def send(self) -> Send:
        """Sends such a request."""
        ...

    async def refresh(self) -> Media:
        """Return the same result with a fresh URL."""
        ...

    async def error(self, opened: Opened) -> APIError:
        """Return the error that a response which is not a result stands for."""
        ...


class _Stale(TransportError):
    """A media host no longer knows the URL."""


@dataclass
class Download:
    """One result, from its URL to its file `directory`/`name`.ext."""

    ref: str
    media: Media
    directory: Path
    name: str
    overwrite: bool
    deadline: float
    config: Config
    io: IO
    source: Source
    on_progress: Progress | None
    received: int = field(default=0, init=False)

    async def save(self) -> Path:
        """Save the result, unless it is saved already. Returns its path."""
        try:
            return await self._save()
        except UntrustedURL as error:
            raise self._failed(f"the result's URL cannot be trusted: {error}") from error
        except OSError as error:
            raise self._failed(f"cannot write to {error.filename or self.directory}: {error.strerror}") from error

    async def _save(self) -> Path:
        await self.io.run(partial(self.directory.mkdir, parents=True, exist_ok=True))
        if not self.overwrite and (found := await self.io.run(partial(saved, self.directory, self.name))) is not None:
            return found
        if self.media.data is not None:
            await self.io.run(partial(self._save_inline, self.media.data))
            return self._target(self.media.content_type)
        return await self._persist()

    async def _persist(self) -> Path:
        """Try until the result is here, the deadline comes, or an error is not worth another try."""
        streak, stale, refreshed = 0, False, False
        while True:
            before = self.received
            try:
                if stale:
                    self.media = await self.source.refresh()
                    stale, refreshed = False, True
                return await self._try()
            except (APIError, TransportError) as error:
                if not is_passing(error):
                    raise
                streak = 1 if self.received > before else streak + 1
                stale = stale or isinstance(error, _Stale)
                await self._pause(streak, error, over=stale and refreshed)

    async def _pause(self, streak: int, error: APIError | TransportError, *, over: bool) -> None:
        hint = error.retry_after if isinstance(error, APIError) else None
        delay = retry_delay(_RETRIES, streak, hint, self.config.random)
        timed_out = self.config.clock.monotonic() + delay >= self.deadline
        if over or timed_out or streak >= MAX_STREAK:
            raise self._failed(f"the result could not be fetched: {error}", timed_out=timed_out) from error
        await self.io.sleep(delay)

    async def _try(self) -> Path:
        """Ask for the bytes that are missing, and write them down."""
        left = await self.io.run(partial(Leftover.find, self.directory, self.name))
        opened = await follow(
            self.source.send,
            self.source.request(str(self.media.url)),
            left.conditions(),
            self.deadline,
            self.config.timeout,
            allow_private=self.config.allow_private_media,
        )
        async with opened.exchange as exchange:
            if exchange.head.status_code == 416:
                return await self._settle_out_of_range(exchange.head, left)
            await self._check_status(opened)
            found = await self._check_extent(exchange.head, left)
            part = await self._open_part(exchange.head, left, found.start)
            try:
                await self._receive(exchange, part, found.total)
                return await self._finish(part, exchange.head.headers.get("content-type"))
            finally:
                part.close()

    async def _check_status(self, opened: Opened) -> None:
        head, is_media_host = opened.exchange.head, opened.request.provider is None
        if head.status_code not in {200, 206}:
            error = await self.source.error(opened)
            raise _Stale(str(error), ref=self.ref) if is_media_host and head.status_code in _STALE else error
        if (kind := essence(head.headers.get("content-type"))) in _NOT_MEDIA:
            raise TransportError(f"{without_secrets(opened.request.url)} answered {kind} instead of the result")

    async def _check_extent(self, head: Head, left: Leftover) -> Extent:
        """Return which part of the result this is.

        Raises:
            TransportError: It is neither all of it nor the part that was asked for.
        """
        found = extent(head)
        if found is None or (found.start and not (found.start == left.size and left.goes_on_in(head.headers))):
            await self.io.run(left.discard)
            raise TransportError("the answer is not the range that was asked for, or of another version")
        self._check_size(found.total or 0)
        return found

    def _check_size(self, size: int) -> None:
        if size > self.config.max_media_bytes:
            raise self._failed(f"the result is larger than max_media_bytes={self.config.max_media_bytes}")

    async def _open_part(self, head: Head, left: Leftover, start: int) -> Part:
        """Return the file to write to: that of an earlier try if this response goes on where it ended."""
        if start and left.path is not None:
            return await self.io.run(partial(Part.resume, left.path))
        await self.io.run(left.discard)
        return await self.io.run(partial(Part.create, self._target(head.headers.get("content-type")), head.headers))

    async def _receive(self, exchange: Exchange, part: Part, total: int | None) -> None:
        while chunk := await exchange.read(self._read_deadline()):
            await self.io.run(partial(part.write, chunk))
            self.received += len(chunk)
            self._check_size(part.size)
            if self.on_progress is not None:
                self.on_progress(self.ref, part.size, total)
        if total is not None and part.size != total:
            raise TransportError(f"the result was cut off after {part.size} of {total} bytes")

    async def _settle_out_of_range(self, head: Head, left: Leftover) -> Path:
        """416: all bytes are here already if the result is exactly as long; otherwise start afresh."""
        if left.path is not None and total_size(head) == left.size:
            return await self._finish(await self.io.run(partial(Part.resume, left.path)), None)
        await self.io.run(left.discard)
        raise TransportError("the result is not as long as it was")

    async def _finish(self, part: Part, content_type: str | None) -> Path:
        if part.size == 0:
            raise TransportError("the result is empty")
        target = part.path.with_suffix("") if content_type is None else self._target(content_type)
        await self.io.run(partial(part.finish, target))
        return target

    def _save_inline(self, data: bytes) -> None:
        target = self._target(self.media.content_type)
        part = Part.create(target, {})
        part.write(data)
        part.finish(target)

    def _target(self, content_type: str | None) -> Path:
        return self.directory / (self.name + extension(content_type, self.media.content_type))

    def _read_deadline(self) -> float:
        return min(self.deadline, self.config.clock.monotonic() + self.config.timeout)

    def _failed(self, what: str, *, timed_out: bool = False) -> DownloadError:
        left = Leftover.find(self.directory, self.name)
        kept = f"; {left.size} bytes are kept in {left.path}, download again to go on" if left.size else ""
        return DownloadError(f"{self.ref}: {what}{kept}", ref=self.ref, part=left.path, timed_out=timed_out)

"""Saving the results of a job to files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from generation_jobs._core.errors import APIError, DownloadError, TransportError
from generation_jobs._core.policy import PollInterval, retry_delay
from generation_jobs._core.refs import Ref, parse_ref
from generation_jobs._core.status_errors import api_error, is_passing
from generation_jobs._download.content_range import ContentRange, content_range, total_size
from generation_jobs._download.filenames import digest, extension, find_saved, media_type, stem
from generation_jobs._download.partial_file import Leftover, PartialFile
from generation_jobs._download.redirects import Opened, follow
from generation_jobs._http.sending import read_body
from generation_jobs._http.url_policy import UntrustedURL, without_secrets

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import IO, Exchange, Head, Request
    from generation_jobs._core.models import Job, Media

MAX_STREAK = 8
"""Failures in a row, without one new byte, after which a download is given up. What was received is kept."""

_RETRIES = PollInterval(floor=1.0, ceiling=30.0)
_EXPIRED = frozenset({401, 403, 404, 410})
"""What media hosts answer once a signed URL has expired."""
_ADVICE = "try again later; if that does not help, the result may have expired: ask the provider"
_NOT_MEDIA = frozenset({"text/html", "application/xhtml+xml", "application/json", "application/problem+json"})

Progress = Callable[[str, int, int | None], None]
"""Called with the ref, the bytes received so far, and the size of the whole (None while unknown)."""


class ResultSession(Protocol):
    """What a download needs of a `ProviderSession`."""

    def result_request(self, url: str) -> Request:
        """Return the request for a result's URL, with the key where the provider's own API serves it."""
        ...

    async def send(self, request: Request, deadline: float, seconds: float) -> Exchange:
        """Send such a request; see `IO.send`."""
        ...

    def retry_after(self, headers: Mapping[str, str]) -> float | None:
        """Return the seconds that a response asks to wait."""
        ...

    def error(self, subject: str, status_code: int, body: bytes, hint: float | None) -> APIError:
        """Return the error that a response of the provider stands for."""
        ...


@dataclass(frozen=True, kw_only=True)
class Downloader:
    """Saves the results of jobs.

    Args:
        session: Returns the session of a ref's provider.
        refresh: Polls a job for a fresh URL of one result; called with ref, index and deadline.
        io: How requests are sent and files written.
        config: The options of the client.
        directory: Where the files go.
        deadline: When all must be saved, on the monotonic clock.
        overwrite: Whether to fetch what is saved already.
        on_progress: Called with every chunk.
    """

    session: Callable[[Ref], ResultSession]
    refresh: Callable[[Ref, int, float], Awaitable[Media]]
    io: IO
    config: Config
    directory: Path
    deadline: float
    overwrite: bool
    on_progress: Progress | None

    async def save(self, job: Job) -> tuple[Path, ...]:
        """Save every result of an ended job, one after the other. Returns the files, in the order of `job.media`."""
        paths: list[Path] = []
        for index, media in enumerate(job.media):
            ref = parse_ref(job.ref) if job.ref else Ref("generation", digest(media.data or b""))
            name = stem(ref, index + 1 if len(job.media) > 1 else None)
            paths.append(await _Download(self, ref, index, media, name).save())
        return tuple(paths)


class _ExpiredURL(TransportError):
    """A media host no longer knows the URL."""


class _Download:
    """One result, from its URL to its file `name`.ext."""

    def __init__(self, downloader: Downloader, ref: Ref, index: int, media: Media, name: str) -> None:
        self._all = downloader
        self._io, self._config, self._directory = downloader.io, downloader.config, downloader.directory
        self._ref, self._index, self._media, self._name = ref, index, media, name
        self._received = 0

    async def save(self) -> Path:
        """Save the result, unless it is saved already. Returns its path."""
        try:
            return await self._save()
        except UntrustedURL as error:
            raise self._failed(f"the result's URL cannot be trusted: {error}") from error
        except OSError as error:
            raise self._failed(f"cannot write to {error.filename or self._directory}: {error.strerror}") from error

    async def _save(self) -> Path:
        await self._io.run(partial(self._directory.mkdir, parents=True, exist_ok=True))
        found = await self._io.run(partial(find_saved, self._directory, self._name))
        if found is not None and not self._all.overwrite:
            return found
        if self._media.data is not None:
            return await self._io.run(partial(self._save_inline, self._media.data))
        return await self._fetch()

    def _save_inline(self, data: bytes) -> Path:
        target = self._target(None)
        with PartialFile.create(target, {}) as file:
            file.write(data)
            file.finish(target)
        return target

    async def _fetch(self) -> Path:
        """Try until the result is saved, the deadline comes, or an error is not worth another try."""
        streak, expired, refreshed = 0, False, False
        while True:
            before = self._received
            try:
                if expired:
                    self._media = await self._all.refresh(self._ref, self._index, self._all.deadline)
                    expired, refreshed = False, True
                return await self._try()
            except (APIError, TransportError) as error:
                if not is_passing(error):
                    raise
                streak = 1 if self._received > before else streak + 1
                expired = expired or isinstance(error, _ExpiredURL)
                await self._pause(streak, error, is_last=expired and refreshed)

    async def _pause(self, streak: int, error: APIError | TransportError, *, is_last: bool) -> None:
        hint = error.retry_after if isinstance(error, APIError) else None
        delay = retry_delay(_RETRIES, streak, hint, self._config.random)
        timed_out = self._config.clock.monotonic() + delay >= self._all.deadline
        if is_last or timed_out or streak >= MAX_STREAK:
            raise self._failed(f"the result could not be fetched: {error}", timed_out=timed_out) from error
        await self._io.sleep(delay)

    async def _try(self) -> Path:
        """Request the bytes that are missing, and write them to the file."""
        leftover = await self._io.run(partial(Leftover.find, self._directory, self._name))
        session = self._all.session(self._ref)
        opened = await follow(
            session.send,
            session.result_request(str(self._media.url)),
            leftover.conditions(),
            self._all.deadline,
            self._config.timeout,
            allow_private=self._config.allow_private_media,
        )
        async with opened.exchange as exchange:
            head = exchange.head
            if head.status_code == 416:
                return await self._settle_out_of_range(head, leftover)
            await self._check_status(opened)
            found = await self._check_range(head, leftover)
            with await self._open_file(head, leftover, found.start) as file:
                await self._receive(exchange, file, found.total)
                return await self._finish(file, head.headers.get("content-type"))

    async def _check_status(self, opened: Opened) -> None:
        head, is_media_host = opened.exchange.head, opened.request.provider is None
        if head.status_code not in {200, 206}:
            error = await self._error(opened, is_media_host=is_media_host)
            is_expired = is_media_host and head.status_code in _EXPIRED
            raise _ExpiredURL(str(error), ref=str(self._ref)) if is_expired else error
        if (found := media_type(head.headers.get("content-type"))) in _NOT_MEDIA:
            raise TransportError(f"{without_secrets(opened.request.url)} answered {found} instead of the result")

    async def _error(self, opened: Opened, *, is_media_host: bool) -> APIError:
        head, session, subject = opened.exchange.head, self._all.session(self._ref), str(self._ref)
        body = await read_body(opened.exchange, self._read_deadline())
        hint = session.retry_after(head.headers)
        if not is_media_host:
            return session.error(subject, head.status_code, body, hint)
        return api_error(
            head.status_code, ref=subject, body=body, retry_after=hint, who="the media host", advice=_ADVICE
        )

    async def _check_range(self, head: Head, leftover: Leftover) -> ContentRange:
        """Return which part of the result a response brings.

        Raises:
            TransportError: It is neither all of it nor the part that was requested.
        """
        found = content_range(head)
        if found is None or (found.start and not leftover.continues_with(found.start, head.headers)):
            await self._io.run(leftover.discard)
            raise TransportError("the answer is not the range that was asked for, or of another version")
        self._check_size(found.total or 0)
        return found

    def _check_size(self, size: int) -> None:
        if size > self._config.max_media_bytes:
            raise self._failed(f"the result is larger than max_media_bytes={self._config.max_media_bytes}")

    async def _open_file(self, head: Head, leftover: Leftover, start: int) -> PartialFile:
        """Return the file to write to: that of an earlier try if this response goes on where it ended."""
        if start and leftover.path is not None:
            return await self._io.run(partial(PartialFile, leftover.path))
        await self._io.run(leftover.discard)
        target = self._target(head.headers.get("content-type"))
        return await self._io.run(partial(PartialFile.create, target, head.headers))

    async def _receive(self, exchange: Exchange, file: PartialFile, total: int | None) -> None:
        while chunk := await exchange.read(self._read_deadline()):
            await self._io.run(partial(file.write, chunk))
            self._received += len(chunk)
            self._check_size(file.size)
            if self._all.on_progress is not None:
                self._all.on_progress(str(self._ref), file.size, total)
        if total is not None and file.size != total:
            raise TransportError(f"the result was cut off after {file.size} of {total} bytes")

    async def _settle_out_of_range(self, head: Head, leftover: Leftover) -> Path:
        """Finish after a 416 if the result is exactly as long as what is here; otherwise start afresh."""
        if leftover.path is not None and total_size(head) == leftover.size:
            with await self._io.run(partial(PartialFile, leftover.path)) as file:
                return await self._finish(file, None)
        await self._io.run(leftover.discard)
        raise TransportError("the result is not as long as it was")

    async def _finish(self, file: PartialFile, content_type: str | None) -> Path:
        if file.size == 0:
            raise TransportError("the result is empty")
        target = file.path.with_suffix("") if content_type is None else self._target(content_type)
        await self._io.run(partial(file.finish, target))
        return target

    def _target(self, content_type: str | None) -> Path:
        return self._directory / (self._name + extension(content_type, self._media.content_type))

    def _read_deadline(self) -> float:
        return min(self._all.deadline, self._config.clock.monotonic() + self._config.timeout)

    def _failed(self, problem: str, *, timed_out: bool = False) -> DownloadError:
        leftover = Leftover.find(self._directory, self._name)
        kept = f"; {leftover.size} bytes are kept in {leftover.path}, download again to go on" if leftover.size else ""
        message = f"{self._ref}: {problem}{kept}"
        return DownloadError(message, ref=str(self._ref), part=leftover.path, timed_out=timed_out)

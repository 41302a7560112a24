"""Saving the results of a job to files."""

import re
from base64 import b64decode
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from generation_jobs._core.config import RETRY_INTERVAL, Config, retry_delay
from generation_jobs._core.errors import (
    APIError,
    ConflictError,
    DownloadError,
    InvalidRequestError,
    NotFoundError,
    TransportError,
)
from generation_jobs._core.io import IO, Progress
from generation_jobs._core.media_types import LOOK, extension, refusal
from generation_jobs._core.models import Job, Media
from generation_jobs._core.outcome import Files, is_retryable
from generation_jobs._core.refs import Ref, parse_ref
from generation_jobs._download.content_range import Version
from generation_jobs._download.filenames import PART, apart, digest, find_saved, stem
from generation_jobs._download.partial_file import PartialFile
from generation_jobs._download.transfer import NotTheResult, Transfer
from generation_jobs._http.url_policy import UntrustedURL
from generation_jobs._sessions.provider_session import ProviderSession

MAX_STREAK = 8
"""Tries in a row without one new byte, after which a download is given up. What was received is kept."""

_LATE = 5
"""Tries, some 30 seconds, for which a provider's API may not have the file yet of a job that it calls finished."""

_NOT_THERE = (ConflictError, InvalidRequestError, NotFoundError)
"""The errors by which it may say so: gateways answer 400 or 409 for a job that is "not completed yet"."""

_SPACE = re.compile(rb"\s+")
_BASE64 = re.compile(r"\s*;\s*base64\s*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Downloader:
    """Saves the results of jobs until `deadline`, and adds the sizes of new files to `saved`.

    `session` returns the session of a ref's provider. `refresh` polls a job (ref, index of the result, deadline) for a
    fresh URL; None if the response names none.
    """

    session: Callable[[Ref], ProviderSession]
    refresh: Callable[[Ref, int, float], Awaitable[Media | None]]
    io: IO
    config: Config
    directory: Path
    deadline: float
    overwrite: bool
    on_progress: Progress | None
    saved: list[int] = field(default_factory=list[int])

    async def save(self, job: Job) -> tuple[Path, ...]:
        """Save every result of an ended job, one after the other. Returns the files, in the order of `job.media`."""
        clock, emit = self.config.clock, self.config.events.emit
        began, subject = clock.monotonic(), job.ref or job.provider or "generation"
        try:
            files = await self._save(job)
        except BaseException as error:  # an interruption as well
            emit("DownloadFailed", subject, error=error, seconds=clock.monotonic() - began)
            raise
        emit("JobDownloaded", subject, files=files, size_bytes=sum(self.saved), seconds=clock.monotonic() - began)
        return files

    async def _save(self, job: Job) -> tuple[Path, ...]:
        paths: list[Path] = []
        for index, media in enumerate(job.media):
            ref = parse_ref(job.ref) if job.ref else Ref("generation", digest(media.data or b""))
            name = stem(ref, index + 1 if len(job.media) > 1 else None)
            paths.append(await _Download(self, ref, index, media, name).save())
        return Files(paths)


class _Download:
    """One result, from its URL to its file `name`.ext."""

    def __init__(self, downloader: Downloader, ref: Ref, index: int, media: Media, name: str) -> None:
        self._all = downloader
        self._io, self._config, self._directory = downloader.io, downloader.config, downloader.directory
        self._ref, self._index, self._media, self._name = ref, index, media, name
        self._file: PartialFile | None = None

    async def save(self) -> Path:
        """Save the result, unless it is saved already. Returns its path."""
        try:
            found = await self._io.run(self._find)
            return found if found is not None and not self._all.overwrite else await self._save()
        except DownloadError as error:
            error.ref = str(self._ref)  # the file is named by it, and does not know it
            raise
        except UntrustedURL as error:
            raise self._failed(f"the result's URL cannot be trusted: {error}") from error
        except OSError as error:
            path = error.filename2 or error.filename or self._directory  # the second is what it was to be renamed to
            raise self._failed(f"cannot write to {path}: {error.strerror}") from error

    def _find(self) -> Path | None:
        self._directory.mkdir(parents=True, exist_ok=True)
        self._name = apart(self._directory, self._name)
        return find_saved(self._directory, self._name, self._media.size_bytes)

    async def _save(self) -> Path:
        inline = self._inline()
        path = self._directory / (self._name + PART)
        with ExitStack() as stack:  # closes the file also if cancelled while it is opened
            self._file = file = await self._io.run(lambda: stack.enter_context(PartialFile(path)))
            content_type = await (self._fetch(file) if inline is None else self._write(file, *inline))
            self._all.saved.append(file.size)
            return await self._io.run(partial(self._finish, file, content_type))

    def _inline(self) -> tuple[str | None, bytes] | None:
        """Return content type and bytes of a result that needs no request, None if it has to be fetched."""
        if self._media.data is not None:
            return self._media.content_type, self._media.data
        try:
            return _read_data_url(str(self._media.url))
        except ValueError as error:
            raise self._failed(f"the result's data: URL is malformed ({error})") from None

    async def _write(self, file: PartialFile, content_type: str | None, data: bytes) -> str | None:
        size = len(data)
        if size > self._config.max_media_bytes:
            raise self._failed(f"it is larger than max_media_bytes={self._config.max_media_bytes}")
        if self._media.size_bytes and size != self._media.size_bytes:
            raise self._failed(f"{size} bytes arrived, but the job announces {self._media.size_bytes}")
        problem = refusal(data[:LOOK], content_type) if data else "an empty body"
        if problem:
            raise self._failed(f"the provider sent {problem} instead of the result")
        await self._io.run(partial(file.restart, Version()))
        await self._io.run(partial(file.write, data))
        return content_type

    def _finish(self, file: PartialFile, content_type: str | None) -> Path:
        if not file.is_intact:  # where files cannot be locked, by a second download of the same result
            file.disown()
            raise self._failed(f"{file.path} was changed or removed by another program while it was written")
        media = self._media
        path = "" if media.url is None else urlsplit(media.url).path
        ending = extension(file.look(), content_type, media.content_type, path=path, kind=media.kind)
        target = self._directory / (self._name + ending)
        file.finish(target)
        return target

    async def _fetch(self, file: PartialFile) -> str | None:
        """Try until the result is whole, the deadline comes, or an error is not worth another try."""
        streak, most, is_stale = 0, file.resumable, False
        transfer = Transfer(
            self._all.session(self._ref),
            self._io,
            self._config,
            str(self._ref),
            self._media,
            file,
            self._all.deadline,
            self._all.on_progress,
        )
        while True:
            try:
                if is_stale:
                    transfer.media = await self._renew()
                    is_stale = False
                if await transfer.run():
                    return transfer.content_type
            except (APIError, TransportError) as error:
                streak = 1 if file.size > most else streak + 1
                is_stale = is_stale or (isinstance(error, NotTheResult) and error.is_expired)
                await self._pause(streak, error)
            most = max(most, file.size)

    async def _renew(self) -> Media:
        """Ask the provider for a fresh URL. A size that was named before still counts."""
        fresh = await self._all.refresh(self._ref, self._index, self._all.deadline)
        if fresh is None:  # a replica that lags, or the link comes a moment later
            raise NotTheResult("the link has expired, and the provider names no new one")
        self._media = replace(fresh, size_bytes=fresh.size_bytes or self._media.size_bytes)
        return self._media

    async def _pause(self, streak: int, error: APIError | TransportError) -> None:
        is_late = isinstance(error, _NOT_THERE) and streak <= _LATE
        if isinstance(error, APIError) and not (is_late or is_retryable(error)):
            raise error
        delay = retry_delay(RETRY_INTERVAL, streak, getattr(error, "retry_after", None), self._config.random)
        timed_out = self._config.clock.monotonic() + delay >= self._all.deadline
        if timed_out or streak >= MAX_STREAK or getattr(error, "is_permanent", False):
            raise self._failed(f"the result could not be fetched: {error}", timed_out=timed_out) from error
        values = {"error": error, "attempt": streak, "seconds": delay}
        self._config.events.emit("JobRetried", str(self._ref), operation="download", **values)
        await self._io.sleep(delay)

    def _failed(self, problem: str, *, timed_out: bool = False) -> DownloadError:
        file = self._file if self._file is not None and self._file.size and self._file.is_intact else None
        kept = ""
        if file is not None and file.resumable:
            kept = f"; {file.size} bytes are kept in {file.path}; download again to resume"
        part = None if file is None else file.path
        return DownloadError(f"{self._ref}: {problem}{kept}", ref=str(self._ref), part=part, timed_out=timed_out)


def _read_data_url(url: str) -> tuple[str, bytes] | None:
    """Return content type and bytes of a `data:` URL (RFC 2397); None for another.

    Raises:
        ValueError: It is malformed.
    """
    scheme, _, rest = url.strip().partition(":")
    head, comma, body = rest.partition(",")
    if scheme.lower() != "data":
        return None
    if not comma:
        raise ValueError("it has no comma")
    data = unquote_to_bytes(body)
    if _BASE64.search(head):
        digits = _SPACE.sub(b"", data).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")  # URL-safe, unpadded
        data = b64decode(digits + b"=" * (-len(digits) % 4), validate=True)
    return _BASE64.sub("", head), data

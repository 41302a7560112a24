"""One request for a result, or for the rest of it, and what it adds to the file."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urljoin

from generation_jobs._core.config import Config
from generation_jobs._core.errors import TransportError
from generation_jobs._core.io import IO, Exchange, Head, Progress, Request, read_body
from generation_jobs._core.media_types import LOOK, refusal
from generation_jobs._core.models import Media
from generation_jobs._core.outcome import REDIRECTS, RETRYABLE
from generation_jobs._download.content_range import ContentRange, Version, content_range, total_size
from generation_jobs._download.partial_file import PartialFile
from generation_jobs._http.url_policy import UntrustedURL, check_media_url, without_path, without_secrets
from generation_jobs._sessions.provider_session import ProviderSession

_MAX_REDIRECTS = 5


class NotTheResult(TransportError):
    """A media host sends something other than the result; `is_expired` tells whether its URL may have expired."""

    def __init__(self, message: str, *, retry_after: float | None = None, is_expired: bool = True) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.is_expired = is_expired


@dataclass
class Transfer:
    """One try to fetch what `file` lacks of a result. `subject` is the ref, or what errors name instead."""

    session: ProviderSession
    io: IO
    config: Config
    subject: str
    media: Media
    file: PartialFile
    deadline: float
    on_progress: Progress | None
    content_type: str | None = None
    _sent: tuple[str, float, int | None] | None = None
    """Of the last request: its host, when it was sent, and the status of its response."""

    async def run(self) -> bool:
        """Request what is missing, and write it to the file. Returns whether the result is whole now.

        Raises:
            TransportError: No response came, or it is not the result, or not the rest of what is there.
            APIError: The provider's API refuses it.
            UntrustedURL: A URL must not be fetched.
        """
        self._sent = None
        try:
            whole = await self._run()
        except BaseException as error:  # an interruption as well
            self._emit_ended(error)
            raise
        self._emit_ended(None)
        return whole

    async def _run(self) -> bool:
        before = self.file.resumable
        request, exchange = await self._open()
        async with exchange:
            head = exchange.head
            if self.file.resumable and head.status_code in {412, 416}:
                return await self._settle(head)
            await self._check_status(request, exchange)
            part = await self._check_part(head)
            if part.start == 0:
                await self._begin(request, exchange)
            await self._receive(exchange, part)
            self.content_type = head.headers.get("content-type")
            return self._is_whole(head, before)

    async def _open(self) -> tuple[Request, Exchange]:
        """Send the request, and follow redirects, of which only the first request can carry credentials."""
        request, conditions = self.session.result_request(str(self.media.url)), self.file.conditions()
        for _ in range(_MAX_REDIRECTS + 1):
            if request.provider is None:
                check_media_url(request.url, allow_private=self.config.allow_private_media)
            exchange = await self._send(request._replace(headers={**request.headers, **conditions}))
            if exchange.head.status_code not in REDIRECTS:
                return request, exchange
            await exchange.close()
            try:
                target = urljoin(request.url, exchange.head.headers.get("location", ""))
            except ValueError as error:
                raise UntrustedURL("it redirects to an invalid URL") from error
            request = Request(target, {}, None)
        raise UntrustedURL(f"it redirects more than {_MAX_REDIRECTS} times, last to {without_secrets(request.url)}")

    async def _send(self, request: Request) -> Exchange:
        self._emit_ended(None)  # the last one was redirected
        host = without_path(request.url)
        self._sent = host, self.config.clock.monotonic(), None
        exchange = await self.session.send(request, self.deadline, self.config.timeout)
        self._sent = host, exchange.head.sent_at, exchange.head.status_code
        return exchange

    def _emit_ended(self, error: BaseException | None) -> None:
        if self._sent is not None:
            host, at, status_code = self._sent
            values = {"host": host, "status_code": status_code, "error": error}
            seconds = self.config.clock.monotonic() - at
            self.config.events.emit("TransferEnded", self.subject, seconds=seconds, **values)

    async def _settle(self, head: Head) -> bool:
        """Return true after a 416 if exactly what is there is the result; otherwise start afresh."""
        if total_size(head) == self.file.size and self._size() in {None, self.file.size}:
            return True
        raise await self._afresh("the result is no longer what it was")

    async def _check_status(self, request: Request, exchange: Exchange) -> None:
        head = exchange.head
        if head.status_code in {200, 206}:
            return
        hint = self.session.retry_after(head.headers)
        if request.provider is None:
            is_expired = 300 <= head.status_code < 500 and head.status_code not in RETRYABLE
            advice = "; the result may have expired" if is_expired else ""
            problem = f"the media host answered {head.status_code}{advice}"
            raise NotTheResult(problem, retry_after=hint, is_expired=is_expired)
        if 200 <= head.status_code < 300:  # such as 202: it is being made
            problem = f"the provider answered {head.status_code}: it may not be ready"
            raise NotTheResult(problem, retry_after=hint, is_expired=False)
        body = await read_body(exchange, self._read_deadline())
        raise self.session.error(self.subject, head.status_code, body, hint)

    async def _check_part(self, head: Head) -> ContentRange:
        """Return which part of the result a response brings: all of it, or what follows on the bytes that are there."""
        part = content_range(head)
        if part is None or (
            part.start and not (part.start == self.file.size and self.file.version.continues_with(head))
        ):
            raise await self._afresh("the response is not the requested range, or it is of another version")
        self._check_size(part.total or 0)
        return part

    async def _begin(self, request: Request, exchange: Exchange) -> None:
        """Look at the first bytes, and if they are of media, let them replace what is there."""
        head, start = exchange.head, bytearray()
        try:
            while len(start) < LOOK and (chunk := await exchange.read(self._read_deadline())):
                start += chunk
        except TransportError:
            if start and refusal(bytes(start), head.headers.get("content-type")) is None:
                await self._replace(head, bytes(start))
            raise
        problem = refusal(bytes(start), head.headers.get("content-type")) if start else "an empty body"
        if problem:
            raise NotTheResult(f"{without_secrets(request.url)} answered {problem} instead of the result")
        await self._replace(head, bytes(start))

    async def _replace(self, head: Head, start: bytes) -> None:
        await self.io.run(partial(self.file.restart, Version.of(head)))
        await self._write(start)

    async def _receive(self, exchange: Exchange, part: ContentRange) -> None:
        while chunk := await exchange.read(self._read_deadline()):
            await self._write(chunk)
        if part.end is not None and self.file.size < part.end:
            raise TransportError(f"the result was cut off after {self.file.size} of {part.total or part.end} bytes")
        if part.end is not None and self.file.size > part.end:
            raise await self._afresh("the response has more bytes than it announced")

    async def _write(self, chunk: bytes) -> None:
        await self.io.run(partial(self.file.write, chunk))
        self._check_size(self.file.size)
        if self.on_progress is not None:
            self.on_progress(self.subject, self.file.size, self._size())

    def _is_whole(self, head: Head, before: int) -> bool:
        size, announced = self.file.size, self._size()
        if head.status_code == 206 and (announced is None or size < announced):  # the server gives a part at a time
            if self.file.resumable <= before:
                raise TransportError("the server sends a part of the result, and not the rest of it")
            return False
        for expected, who in ((self.media.size_bytes, "the job"), (self.file.version.total, "the first response")):
            if expected and expected != size:  # no result is empty: 0 is a size that is not known yet
                raise TransportError(f"{size} bytes arrived, but {who} announces {expected}")
        return True

    def _size(self) -> int | None:
        """Return the size of the whole result, None while it is unknown."""
        return self.media.size_bytes or self.file.version.total

    def _check_size(self, size: int) -> None:
        if size > self.config.max_media_bytes:
            raise TransportError(f"it is larger than max_media_bytes={self.config.max_media_bytes}", is_permanent=True)

    async def _afresh(self, problem: str) -> TransportError:
        """Forget what is there, so that the next try requests all. Returns the error to raise."""
        await self.io.run(partial(self.file.restart, Version()))
        return TransportError(problem)

    def _read_deadline(self) -> float:
        return min(self.deadline, self.config.clock.monotonic() + self.config.timeout)

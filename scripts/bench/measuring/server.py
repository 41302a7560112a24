"""A server on loopback that answers as Breeze does, in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Generator
    from multiprocessing.queues import SimpleQueue

MEDIA_BYTES = 100 * 10**6
_CHUNK = bytes(1 << 16)
_JOB = (
    b'{"generation_job_id":"job_1","history_item_id":"his_1","status":"ready","state":"ready","source":"api",'
    b'"created_at":"2026-01-01T00:00:00Z","completed_at":"2026-01-01T00:00:05Z","content_type":"audio/mpeg"}'
)
_SEEN: set[str] = set()
_ACCEPTED = b'{"generation_job_id":"job_1","history_item_id":"his_1","status":"active"}'


@contextmanager
def serving(*, polls: bool = False) -> Generator[str]:
    """Yield the base URL of a server that ends with the block; one for `polls` only knows one job, and is quick."""
    context = multiprocessing.get_context("spawn")
    port: SimpleQueue[int] = context.SimpleQueue()
    process = context.Process(target=_serve_polls if polls else _serve, args=(port,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{port.get()}"
    finally:
        process.terminate()
        process.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body in one packet: two would wait for each other (Nagle)

    def do_GET(self) -> None:
        """Answer with the job, or with its audio."""
        if not self.path.endswith("/audio"):
            return self._json(200, self._job())
        self._head(200, "audio/mpeg", MEDIA_BYTES)
        for sent in range(0, MEDIA_BYTES, len(_CHUNK)):
            self.wfile.write(_CHUNK[: MEDIA_BYTES - sent])
        return None

    def _job(self) -> bytes:
        """Every job is ready, but one whose id begins with `slow_` only from its second poll on."""
        is_new = self.path not in _SEEN
        _SEEN.add(self.path)
        job = _JOB.replace(b"job_1", self.path.rpartition("/")[2].encode())
        return job.replace(b"ready", b"active") if is_new and "/slow_" in self.path else job

    def do_POST(self) -> None:
        """Accept a job."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self._json(202, _ACCEPTED)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the names are http.server's)
        """Stay silent."""

    def _json(self, status: int, body: bytes) -> None:
        self._head(status, "application/json", len(body))
        self.wfile.write(body)

    def _head(self, status: int, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()


class _Server(ThreadingHTTPServer):
    request_queue_size = 1024  # of connections: a hundred come at once


def _serve(port: SimpleQueue[int]) -> None:
    server = _Server(("127.0.0.1", 0), _Handler)
    port.put(server.server_address[1])
    server.serve_forever()


class _Polls(asyncio.Protocol):
    """Answers each GET with the job asked for, as soon as the head has come; one whose id says so runs for ever.

    `/answered` gives how many it has answered so far.
    """

    _answered = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._head = b""

    def data_received(self, data: bytes) -> None:
        self._head += data
        if self._head.endswith(b"\r\n\r\n"):
            self._transport.write(self._answer())
            self._head = b""

    def _answer(self) -> bytes:
        if self._head.startswith(b"GET /answered "):
            return _whole(b"%d" % _Polls._answered)
        _Polls._answered += 1
        job = self._head[: self._head.index(b" HTTP/")].rpartition(b"/")[2]
        word = b"active" if job.startswith(b"running_") else b"ready"
        return _whole(_JOB.replace(b"job_1", job).replace(b"ready", word))


def _whole(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def _serve_polls(port: SimpleQueue[int]) -> None:
    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(_Polls, "127.0.0.1", 0, backlog=1024)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())

"""A server on loopback that is as bad as it is told to be."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 0.02
"""Seconds between two drops."""


class Loopback:
    """Lets `talk` answer each request, with an event that is set when the test is over."""

    def __init__(self, talk: Callable[[socket.socket, threading.Event], None]) -> None:
        self.heads: list[str] = []
        self._talk = talk
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._listener.settimeout(0.1)
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def end(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self._over.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=[connection])
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            head = b""
            while b"\r\n\r\n" not in head:  # a body may come with it
                if not (data := connection.recv(65536)):
                    return
                head += data
            self.heads.append(head.decode())
            self._talk(connection, self._over)


def hang(_: socket.socket, over: threading.Event) -> None:
    over.wait(20)


def drip_head(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(connection, over)


def drip_body(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: 1000000\r\n\r\n")
    _drip(connection, over)


def hang_in_body(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: 1000000\r\n\r\n...")
    over.wait(20)


def chatter_head(connection: socket.socket, over: threading.Event) -> None:
    """Without a pause, so that no read ever times out."""
    while not over.is_set():
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 50)


def chatter_body(connection: socket.socket, over: threading.Event) -> None:
    """Members of gzip that hold nothing."""
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    nothing = gzip.compress(b"")
    while not over.is_set():
        connection.sendall(b"%x\r\n%b\r\n" % (len(nothing), nothing) * 50)


def reset(connection: socket.socket, _: threading.Event) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def say(body: bytes, *headers: str, status: str = "200 OK") -> Callable[[socket.socket, threading.Event], None]:
    """A sound answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]

    def talk(connection: socket.socket, _: threading.Event) -> None:
        connection.sendall("\r\n".join(lines).encode() + body)

    return talk


def _drip(connection: socket.socket, over: threading.Event) -> None:
    while not over.wait(PATIENCE):
        connection.sendall(b".")

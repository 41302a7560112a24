"""A server whose answers never end: it sends a byte every few milliseconds, whatever it is asked."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_GAP = 0.02


class Dripping:
    """Listens on loopback until the block ends.

    Args:
        answer: What it sends, byte by byte.
    """

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=self._drip, args=self._listener.accept()[:1], daemon=True).start()

    def _drip(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            for byte in self._answer:
                if self._over.wait(_GAP):
                    return
                client.sendall(bytes([byte]))

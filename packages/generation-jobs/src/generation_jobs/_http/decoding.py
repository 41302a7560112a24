"""Decoding of response bodies, a bounded piece at a time. Of the content codings, only gzip is asked for."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from generation_jobs._core.errors import TransportError

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCEPTED = "gzip"
"""The `Accept-Encoding` of requests to APIs."""

_PIECE = 256 * 1024
"""The most bytes of one piece: a short chunk can stand for a thousand times its length."""

_GZIP = 16 + zlib.MAX_WBITS
_PLAIN = frozenset({"", "identity"})


def is_encoded(headers: Mapping[str, str]) -> bool:
    """Return whether a body is encoded, so that `Content-Length` does not count its own bytes (RFC 9110, 8.6)."""
    return _coding(headers) not in _PLAIN


def decoder(headers: Mapping[str, str]) -> Decoder:
    """Return what decodes a response's body.

    Raises:
        TransportError: It has another coding than gzip, or more than one.
    """
    coding = _coding(headers)
    if coding in _PLAIN:
        return Decoder()
    if coding in {"gzip", "x-gzip"}:  # some servers send it to those who did not ask for it, too
        return _GzipDecoder()
    raise TransportError(f"the answer is encoded as {coding[:40]!r}, which was not asked for")


class Decoder:
    """Passes a body on as it is."""

    def __init__(self) -> None:
        self._pending = b""

    def feed(self, data: bytes) -> None:
        """Take the next chunk of the body, once `take` has returned all of the last one."""
        self._pending = data

    def take(self) -> bytes:
        """Return the next piece of what was fed, nothing once all was returned.

        Raises:
            TransportError: The body is not encoded as the response says.
        """
        piece, self._pending = self._pending, b""
        return piece

    def finish(self) -> None:
        """Check that the body has ended where its coding ends.

        Raises:
            TransportError: It was cut off.
        """


class _GzipDecoder(Decoder):
    def __init__(self) -> None:
        super().__init__()
        self._zlib = zlib.decompressobj(_GZIP)
        self._is_member_open = self._has_more = False

    def take(self) -> bytes:
        """See `Decoder`."""
        while self._pending or self._has_more:
            if self._zlib.eof and self._pending:  # gzip allows several members (RFC 1952, 2.2)
                self._zlib = zlib.decompressobj(_GZIP)
            if piece := self._decompress():
                return piece
        return b""

    def finish(self) -> None:
        """See `Decoder`."""
        if self._is_member_open:
            raise TransportError("the answer was cut off: its gzip coding does not end")

    def _decompress(self) -> bytes:
        try:
            piece = self._zlib.decompress(self._pending, _PIECE)
        except zlib.error:
            raise TransportError("the answer is not gzip, though it says so") from None
        self._pending = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail
        self._has_more = len(piece) == _PIECE  # zlib may hold back some more bytes
        self._is_member_open = not self._zlib.eof
        return piece


def _coding(headers: Mapping[str, str]) -> str:
    return headers.get("content-encoding", "").strip().lower()

"""Reading that Ctrl-C ends at once, at whatever moment it comes."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from select import select
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def interruptible(file: BinaryIO) -> BinaryIO:
    """Return a reader of a file that may be a pipe or a terminal, whose reads Ctrl-C ends.

    Python runs the handler of a signal between two of its own instructions. A signal that comes after the last of
    them and before the system's `read` is heard when that returns: of a pipe that nobody writes to, never.
    """
    try:
        descriptor = file.fileno()
    except OSError:  # in memory
        return file
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return file  # Windows selects sockets only, and signals are the main thread's
    return cast("BinaryIO", io.BufferedReader(_Interruptible(descriptor)))


class _Interruptible(io.RawIOBase):
    """A descriptor that stays open, since it is somebody else's."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        _wait(self._descriptor)
        return os.readv(self._descriptor, [memoryview(buffer)])


def _wait(descriptor: int) -> None:
    """Wait until there is something to read, or until the handler of a signal raises."""
    signalled, wakeup = os.pipe()
    os.set_blocking(wakeup, False)
    previous = signal.set_wakeup_fd(wakeup)
    try:
        while descriptor not in select([descriptor, signalled], [], [])[0]:
            os.read(signalled, 1)  # its handler has run by now, and did not raise
    finally:
        signal.set_wakeup_fd(previous)
        os.close(wakeup)
        os.close(signalled)

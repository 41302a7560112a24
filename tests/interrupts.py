"""Interrupts that come just before the main thread blocks: the system call that follows does not end by them."""

from __future__ import annotations

import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCKED = 200
"""Looks in a row that find the main thread at the same instruction: it is in a system call."""


class Interrupt:
    """Interrupts the main thread by a signal to another thread, once `began` is set and the main thread blocks.

    Python's handlers run in the main thread, which such a signal does not wake: as if it had come just before.
    """

    def __init__(self, began: threading.Event) -> None:
        self._began = began
        self._main, self._heard = threading.get_ident(), threading.Event()
        self.was_missed = False
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Interrupt:
        self._before = signal.signal(signal.SIGUSR1, self._handle)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._heard.set()
        self._thread.join()
        signal.signal(signal.SIGUSR1, self._before)

    def _handle(self, *_: object) -> None:
        raise KeyboardInterrupt

    def _watch(self) -> None:
        assert self._began.wait(10)
        looks, last = 0, (0, 0)
        while looks < BLOCKED:
            frame = sys._current_frames()[self._main]  # pyright: ignore[reportPrivateUsage]  (documented)
            here = id(frame), frame.f_lasti
            looks, last = looks + 1 if here == last else 0, here
            time.sleep(0)  # lets the main thread go on, if it can
        signal.raise_signal(signal.SIGUSR1)
        if not self._heard.wait(5):
            self.was_missed = True
            signal.pthread_kill(self._main, signal.SIGUSR1)


def check_heard(call: Callable[[], object], began: threading.Event | None = None) -> None:
    """Check that an interrupt ends a call that blocks once `began` is set, or by itself."""
    started = began or threading.Event()
    with Interrupt(started) as interrupt, pytest.raises(KeyboardInterrupt):
        if began is None:
            started.set()  # here, where the interrupt is expected
        call()
    assert not interrupt.was_missed

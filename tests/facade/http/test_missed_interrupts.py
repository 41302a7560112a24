"""Ctrl-C that comes just before the main thread blocks is heard soon, though it does not end the system call."""

from __future__ import annotations

import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import Breeze, Jobs, Policy, PollInterval, Rate

from tests.facade import loopback
from tests.facade.bodies import breeze

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    Serve = Callable[[Callable[[socket.socket, threading.Event], None]], loopback.Loopback]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals of a thread")

REF = "breeze:job_01hasync"
RUNNING = httpx.MockTransport(lambda _: httpx.Response(200, json=breeze("active")))
SELDOM = {"breeze": Policy(poll_interval=PollInterval(60, 60))}
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
    if began is None:
        began = threading.Event()
        began.set()
    with Interrupt(began) as interrupt, pytest.raises(KeyboardInterrupt):
        call()
    assert not interrupt.was_missed


@pytest.mark.parametrize("call", ["wait", "wait_all"])
def test_between_two_polls(call: str) -> None:
    with Jobs([Breeze(api_key="k")], transport=RUNNING, policies=SELDOM) as jobs:
        calls: dict[str, Callable[[], object]] = {
            "wait": lambda: jobs.wait(REF, timeout=300),
            "wait_all": lambda: jobs.wait_all([REF], timeout=300),
        }
        check_heard(calls[call])


def test_before_a_turn_in_the_rate_limit() -> None:
    policies = {"breeze": Policy(rate_limits={"read": Rate(1, 300.0)})}
    with Jobs([Breeze(api_key="k")], transport=RUNNING, policies=policies) as jobs:
        jobs.get(REF)
        check_heard(lambda: jobs.get(REF))


def test_before_a_response(serve: Serve) -> None:
    with Jobs([Breeze(api_key="k", base_url=serve(loopback.hang).url)]) as jobs:
        check_heard(lambda: jobs.get(REF))


def test_before_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    began, over = threading.Event(), threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        began.set()
        over.wait(20)
        return []

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    with Jobs([Breeze(api_key="k", base_url="https://breeze.example")]) as jobs:
        check_heard(lambda: jobs.get(REF), began)
    over.set()

"""Ctrl-C that comes just before the main thread blocks is heard soon, though it does not end the system call."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import Breeze, Jobs, Oxen, Policy, PollInterval, Rate

from tests.facade import loopback
from tests.facade.bodies import breeze
from tests.interrupts import check_heard

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    Serve = Callable[[Callable[[socket.socket, threading.Event], None]], loopback.Loopback]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals of a thread")

REF = "breeze:job_01hasync"
RUNNING = httpx.MockTransport(lambda _: httpx.Response(200, json=breeze("active")))
SELDOM = {"breeze": Policy(poll_interval=PollInterval(60, 60))}


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


def test_before_a_stream_of_events_opens(serve: Serve) -> None:
    seldom = {"oxen": Policy(poll_interval=PollInterval(60, 60))}
    with Jobs([Oxen(api_key="k", base_url=serve(loopback.hang).url)], policies=seldom) as jobs:
        check_heard(lambda: jobs.wait("oxen:gen_1", push=True, timeout=300))


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

"""Announced ends over sockets: with the sandbox, and with servers that are silent or cut."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    JobStatus,
    Oxen,
)
from generation_jobs._events import sse as facade_streams
from generation_jobs.testing import VirtualClock
from generation_jobs_sandbox import Fault, Sandbox

from tests.facade.bodies import DONE
from tests.facade.events.radio import PATIENCE, AlarmClock, once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from socket import socket

    from tests.facade.loopback import Loopback
    from tests.facade.shells import World

REF = "oxen:gen-1"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as one:
        one.world.now = VirtualClock().now
        yield one


def requests(box: Sandbox) -> list[str]:
    return [request.path.rpartition("/")[2] for request in box.world.requests]


def test_the_sandbox_tells_of_a_job_and_it_costs_two_looks(world: World, box: Sandbox) -> None:
    clock = VirtualClock()
    box.world.now = clock.now
    job_id = box.world.add("oxen", running=5)
    jobs = world.online(Oxen.from_env(box.environ()))  # on the real clock: a slow poll would come too late
    job = jobs.wait(f"oxen:{job_id}", push=True, timeout=PATIENCE * 2, on_update=once(lambda: clock.advance(5)))
    assert job.status is JobStatus.SUCCEEDED
    assert requests(box) == ["events", job_id, job_id]


def test_the_sandbox_cuts_the_stream_while_the_job_ends(world: World, box: Sandbox) -> None:
    clock = VirtualClock()
    box.world.now = clock.now
    job_id = box.world.add("oxen", running=5)

    def cut() -> None:
        box.world.cut_streams()
        clock.advance(5)

    jobs = world.online(Oxen.from_env(box.environ()), clock=AlarmClock())
    jobs.wait(f"oxen:{job_id}", push=True, on_update=once(cut))
    assert requests(box) == ["events", job_id, "events", job_id]


def test_a_program_that_forgets_to_close_ends_all_the_same(box: Sandbox) -> None:
    code = """
from generation_jobs import Jobs, Oxen
import sys
jobs = Jobs([Oxen(api_key="oxen-secret", base_url=sys.argv[1])])
print(jobs.wait(sys.argv[2], push=True).status)
"""
    ref = f"oxen:{box.world.add('oxen')}"
    command = [sys.executable, "-c", code, box.base_url("oxen"), ref]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE * 3, check=True)
    assert ran.stdout.split() == ["succeeded"]
    assert requests(box)[0] == "events"


def test_trouble_between_does_not_matter(world: World, box: Sandbox) -> None:
    clock = VirtualClock()
    box.world.now = clock.now
    job_id = box.world.add("oxen", running=5, faults=[Fault("status", times=2, status=502)])
    jobs = world.online(Oxen.from_env(box.environ()), clock=AlarmClock())
    jobs.wait(f"oxen:{job_id}", push=True, on_update=once(lambda: clock.advance(5)))
    assert requests(box).count("events") == 1


@pytest.mark.parametrize(
    ("limit", "seconds", "said"),
    [
        ("SILENCE", 45, b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: connected\n\n"),
        ("OPENING", 10, b""),
    ],
    ids=["after three keep-alives", "before its head"],
)
def test_a_silent_stream_is_given_up(
    world: World,
    serve: Callable[[Callable[[socket, threading.Event], None]], Loopback],
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    seconds: float,
    said: bytes,
) -> None:
    assert getattr(facade_streams, limit) == seconds
    monkeypatch.setattr(facade_streams, limit, 0.1)
    left = threading.Event()

    def talk(connection: socket, over: threading.Event) -> None:
        if "/api/events" not in server.heads[-1]:
            assert left.wait(PATIENCE)
            body = DONE.body
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)
            return
        connection.sendall(said)
        with contextlib.suppress(OSError):
            assert connection.recv(1) == b""
        left.set()

    server = serve(talk)
    world.online(Oxen(api_key="oxen-secret", base_url=server.url)).wait(REF, push=True, timeout=PATIENCE)

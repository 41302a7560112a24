"""Ctrl-C at any moment of a request leaves no place taken: neither of the requests at once nor of the rate limit."""

from __future__ import annotations

import itertools
import sys
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs import Jobs, JobStatus, Policy, Rate
from generation_jobs._core.config import Config
from generation_jobs._core.io import Request, run_blocking
from generation_jobs._http.sync_transport import SyncIO
from generation_jobs.testing import VirtualClock

from tests.facade.bodies import IMAGE, SETTINGS, oxen

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

OURS = ("/generation_jobs/", "/sliding_window_quota/", "/contextlib.py")


def interrupted(call: Callable[[], object], moment: int) -> bool:
    """Whether a call is interrupted at its so manieth entry into a function or return from one.

    These are the moments at which Python handles signals.
    """
    moments = itertools.count(1)

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        frame.f_trace_lines = False
        if event in {"call", "return"} and any(part in frame.f_code.co_filename for part in OURS):
            if next(moments) == moment:
                raise KeyboardInterrupt
            return trace
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(before)
    return False


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_at_every_moment_of_a_request() -> None:
    clock = VirtualClock()
    rate, transport = (
        Rate(1, 1.0),
        httpx.MockTransport(lambda _: httpx.Response(200, json=oxen("processing", generation_id="1"))),
    )
    policies = {"oxen": Policy(max_concurrency=1, rate_limits={"read": rate})}
    with Jobs([SETTINGS["oxen"]], transport=transport, clock=clock, policies=policies) as jobs:
        jobs.get("oxen:1")
        for moment in itertools.count(1):
            clock.advance(5)
            if not interrupted(lambda: jobs.get("oxen:1"), moment):
                break
            clock.advance(5)  # the limiter looks for lost places once a second, and frees them a second later
            jobs.get("oxen:1")
            assert sum(clock.sleeps) <= 2.1 * moment
        assert moment > 50
        assert jobs.get("oxen:1").status is JobStatus.RUNNING


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_at_every_moment_of_a_wait() -> None:
    """The one request that may be under way at once is free again for the next wait, or this would time out."""
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, json=oxen("succeeded", generation_id="1", result_url=IMAGE))
    )
    policies = {"oxen": Policy(max_concurrency=1)}
    with Jobs([SETTINGS["oxen"]], transport=transport, clock=VirtualClock(), policies=policies) as jobs:
        moments = 0
        for moments in itertools.count(1):
            if not interrupted(lambda: jobs.wait("oxen:1"), moments):
                break
            assert jobs.wait("oxen:1", timeout=100).status is JobStatus.SUCCEEDED
        assert moments > 100


def test_a_place_that_nobody_gave_back_is_free() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200))
    io = SyncIO(Config(transport=transport, policies={"oxen": Policy(max_concurrency=1)}))
    request = Request("https://host.example/", {}, "oxen")
    deadline = io.config.clock.monotonic() + 5
    exchange = run_blocking(io.send(request, deadline, 5))
    del exchange
    run_blocking(run_blocking(io.send(request, deadline, 5)).close())

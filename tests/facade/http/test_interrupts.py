"""Ctrl-C at any moment of a request leaves no place taken: neither of the requests at once nor of the rate limit."""

from __future__ import annotations

import gc
import itertools
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpcore
import httpx
import pytest
from generation_jobs import Jobs, JobStatus, Policy, Rate
from generation_jobs._core.config import Config
from generation_jobs._core.io import Request, SystemClock, run_blocking
from generation_jobs._http import network_backend
from generation_jobs._http.connection_pool import ConnectionPool
from generation_jobs._http.network_backend import SyncBackend
from generation_jobs._http.sync_transport import SyncIO
from generation_jobs.ledger import Intent, SQLiteLedger
from generation_jobs.testing import VirtualClock

from tests.facade.bodies import IMAGE, SETTINGS, oxen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"
OURS = ("/generation_jobs/", "/sliding_window_quota/", "/contextlib.py")


def interrupted(call: Callable[[], object], moment: int, where: tuple[str, ...] = OURS) -> bool:
    """Whether a call is interrupted at its so manieth entry into a function or return from one.

    These are the moments at which Python handles signals.
    """
    moments = itertools.count(1)

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        frame.f_trace_lines = False
        if event in {"call", "return"} and any(part in frame.f_code.co_filename for part in where):
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


def test_at_every_moment_of_a_response() -> None:
    """An interrupt while a connection becomes ready for its next request leaves it half ready."""
    source = httpcore.ConnectionPool(network_backend=httpcore.MockBackend([ANSWER] * 1000))
    pool = ConnectionPool(source.create_connection, 1)

    def request() -> int:
        response = pool.handle_request(httpcore.Request("GET", "http://here.example/", headers={"Host": "x"}))
        try:
            response.read()
        finally:
            response.close()
        return response.status

    for moment in itertools.count(1):
        if not interrupted(request, moment, (*OURS, "/httpcore/", "/h11/")):
            break
        assert request() == 200
    assert moment > 100


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
    gc.collect()


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.filterwarnings("ignore:Exception ignored in. <:pytest.PytestUnraisableExceptionWarning")
def test_what_an_interrupt_ended_is_not_waited_for_any_more() -> None:
    """Lists are read where many jobs are waited for, and here is only one at a time."""
    paths: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        paths.append(request.url.path)
        job_id = request.url.path.rpartition("/")[2]
        return httpx.Response(200, json=oxen("succeeded", generation_id=job_id, result_url=IMAGE))

    with Jobs([SETTINGS["oxen"]], transport=httpx.MockTransport(answer), clock=VirtualClock()) as jobs:
        for moment in itertools.count(1):
            job = f"oxen:{moment}"
            if not interrupted(lambda job=job: jobs.wait_all([job]), moment):  # type: ignore[misc]
                break
            assert jobs.wait("oxen:other").status is JobStatus.SUCCEEDED
        assert moment > 100
    assert not [path for path in paths if path.endswith("/generations")]
    gc.collect()


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.filterwarnings("ignore:Exception ignored in. <generator object:pytest.PytestUnraisableExceptionWarning")
def test_at_every_moment_of_a_submit_with_a_key(tmp_path: Path) -> None:
    """It is under way no longer: what is not in the ledger is sent."""
    ids = itertools.count()
    transport = httpx.MockTransport(
        lambda _: httpx.Response(202, json={"data": {"id": f"gen_{next(ids)}", "status": "pending"}})
    )
    options: Any = {"transport": transport, "policies": {"finetuning": Policy(rate_limits={"submit": None})}}
    with Jobs([SETTINGS["finetuning"]], clock=VirtualClock(), ledger=tmp_path / "ledger", **options) as jobs:
        jobs.submit("finetuning", tags="lofi")
        sent_again = 0
        for moment in range(1, 300):
            key = f"order-{moment}"
            interrupted(lambda key=key: jobs.submit("finetuning", tags="lofi", key=key), moment)  # type: ignore[misc]
            if jobs.ledger is not None and jobs.ledger.find(key) is None:
                assert jobs.submit("finetuning", tags="lofi", key=key).ref is not None
                sent_again += 1
        assert sent_again > 50
    gc.collect()  # what interrupts have left is not to be reported in the next test


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.filterwarnings("ignore:Exception ignored in. <generator object:pytest.PytestUnraisableExceptionWarning")
def test_at_every_moment_of_a_write_to_the_ledger(tmp_path: Path) -> None:
    """No transaction is left open, which would keep every process from writing."""
    ledger, other = SQLiteLedger(tmp_path / "ledger"), SQLiteLedger(tmp_path / "ledger")
    intent = Intent("finetuning", "account", "digest", datetime(2026, 1, 1, tzinfo=UTC))
    ledger.begin(intent)
    for moment in range(1, 100):
        interrupted(lambda: ledger.begin(intent), moment)
        ledger.begin(intent)
        other.begin(intent)
    ledger.close()
    other.close()
    gc.collect()


def test_a_place_that_nobody_gave_back_is_free() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200))
    io = SyncIO(Config(transport=transport, policies={"oxen": Policy(max_concurrency=1)}))
    request = Request("https://host.example/", {}, "oxen")
    deadline = io.config.clock.monotonic() + 5
    exchange = run_blocking(io.send(request, deadline, 5))
    del exchange
    run_blocking(run_blocking(io.send(request, deadline, 5)).close())


class TestMissed:
    """Ctrl-C that comes just before a system call is heard after it, so that none may last."""

    def test_a_sleep_is_short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def nap(seconds: float) -> None:
            assert seconds <= LONGEST
            raise KeyboardInterrupt

        monkeypatch.setattr(time, "sleep", nap)
        with pytest.raises(KeyboardInterrupt):
            SystemClock().sleep(3600)

    def test_a_wait_is_short(self) -> None:
        event = ShortEvent()
        SystemClock().sleep_until(event, 3600)
        assert event.is_set()

    def test_other_threads_wait_as_long_as_they_like(self) -> None:
        with ThreadPoolExecutor() as threads, pytest.raises(AssertionError, match="of 3600 s"):
            threads.submit(SystemClock().sleep_until, ShortEvent(), 3600).result()

    def test_a_response_that_takes_long_is_read_by_short_calls(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = SlowStream()
        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", lambda *_, **__: stream)
        found = SyncBackend(None).connect_tcp("127.0.0.1", 1).read(100, timeout=3600)
        assert (found, max(stream.timeouts)) == (b"found", LONGEST)

    def test_a_response_that_never_comes_ends_in_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", lambda *_, **__: SlowStream())
        with pytest.raises(httpcore.ReadTimeout):
            SyncBackend(None).connect_tcp("127.0.0.1", 1).read(100, timeout=1e-9)

    def test_a_connection_that_is_abandoned_is_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream, is_abandoned = SlowStream(), threading.Event()

        def connect(*_: object, **__: object) -> SlowStream:
            is_abandoned.wait()
            return stream

        def interrupted_wait(futures: list[Future[Any]], seconds: float) -> object:
            if not futures[0].done():
                raise KeyboardInterrupt
            return wait(futures, seconds)

        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
        monkeypatch.setattr(network_backend, "wait", interrupted_wait)
        with pytest.raises(KeyboardInterrupt):
            SyncBackend(None).connect_tcp("127.0.0.1", 1)
        is_abandoned.set()
        assert stream.is_closed.wait(timeout=60)


LONGEST = 0.5


class ShortEvent(threading.Event):
    """Is set in the second wait."""

    def wait(self, timeout: float | None = None) -> bool:
        if timeout is None or timeout > LONGEST:
            raise AssertionError(f"a wait of {timeout:.0f} s")
        if self.is_set():
            return True
        self.set()
        return False


class SlowStream(httpcore.NetworkStream):
    """Has something to read after three timeouts."""

    def __init__(self) -> None:
        self.timeouts: list[float] = []
        self.is_closed = threading.Event()

    def close(self) -> None:
        self.is_closed.set()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        assert timeout is not None
        self.timeouts.append(timeout)
        if len(self.timeouts) <= 3:
            raise httpcore.ReadTimeout
        return b"found"[:max_bytes]

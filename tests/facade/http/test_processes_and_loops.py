"""One client in several processes, and in several event loops."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

import httpx
import pytest
from generation_jobs import AsyncJobs, Breeze, ConfigurationError, Durations, Job, JobStatus
from generation_jobs.testing import VirtualClock
from generation_jobs.webhooks import Inbox
from generation_jobs_sandbox import Sandbox

from tests.facade.bodies import breeze

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps(breeze("ready", generation_job_id=self.path.rpartition("/")[2])).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def base_url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


FORKS_DURING_AN_IMPORT = """
import importlib.util, os, sys, threading
import generation_jobs
generation_jobs.Jobs([])
sys.path.insert(0, sys.argv[1])
sys.imported, sys.may_end = threading.Event(), threading.Event()
names = [name for name in ("generation_jobs_first", "generation_jobs_adapter") if importlib.util.find_spec(name)]
thread = threading.Thread(target=lambda: [*map(__import__, names)])
thread.start()
sys.imported.wait()
os.register_at_fork(before=sys.may_end.set)  # the last one is the first to be called
if (child := os.fork()) == 0:
    import generation_jobs_adapter
    os._exit(7)
thread.join()
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("following", [False, True])
def test_a_fork_while_another_thread_imports_an_adapter(tmp_path: Path, following: bool) -> None:
    """The thread may import one module after the other, as clients do with the models of their answers."""
    wait = "import sys\nsys.imported.set()\nsys.may_end.wait()\n" + "x = 1\n" * 50
    module = tmp_path / "generation_jobs_adapter.py"
    module.write_text(wait, encoding="utf-8")
    if following:
        module.rename(tmp_path / "generation_jobs_first.py")
        module.write_text("for _ in range(5_000_000): pass", encoding="utf-8")
    command = [sys.executable, "-c", FORKS_DURING_AN_IMPORT, str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    assert ran.stdout == "7\n"


FORKS_DURING_A_SEARCH = """
import os, sys, threading
import generation_jobs
generation_jobs.Jobs([])
is_searched, may_end = threading.Event(), threading.Event()
class Finder:
    def find_spec(name, path, target=None):
        if name == "generation_jobs.webhooks" and not may_end.is_set():
            is_searched.set()
            may_end.wait()
            for _ in range(5_000_000): pass
sys.meta_path.insert(0, Finder)
thread = threading.Thread(target=lambda: __import__("generation_jobs.webhooks"))
thread.start()
is_searched.wait()
os.register_at_fork(before=may_end.set)  # the last one is the first to be called
if (child := os.fork()) == 0:
    import generation_jobs.webhooks
    os._exit(7)
thread.join()
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_while_another_thread_searches_for_a_module() -> None:
    command = [sys.executable, "-c", FORKS_DURING_A_SEARCH]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    assert ran.stdout == "7\n"


FORKS_DURING_TLS = """
import os, signal, ssl, sys, threading
from generation_jobs import Breeze, Jobs
jobs = Jobs([Breeze(api_key="k", base_url=sys.argv[1])])
lock, is_building, may_end = threading.Lock(), threading.Event(), threading.Event()
class Context(ssl.SSLContext):  # OpenSSL has locks of its own, which a child gets as they are
    def __new__(cls, *args):
        with lock:
            is_building.set()
            may_end.wait()
            for _ in range(5_000_000): pass
            return super().__new__(cls, *args)
ssl.SSLContext = Context
thread = threading.Thread(target=jobs.get, args=["breeze:a"])
thread.start()
is_building.wait()
os.register_at_fork(before=may_end.set)  # the last one is the first to be called
if (child := os.fork()) == 0:
    signal.alarm(10)  # kills it if it hangs
    print(jobs.get("breeze:b").ref, flush=True)
    os._exit(7)
thread.join()
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_while_another_thread_prepares_its_first_connection(base_url: str) -> None:
    command = [sys.executable, "-c", FORKS_DURING_TLS, base_url]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert ran.stdout == "breeze:b\n7\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("kind", ["blocking", "asyncio"])
def test_a_client_that_was_used_before_a_fork_works_in_both_processes(base_url: str, kind: str) -> None:
    command = [sys.executable, "-m", "tests.facade.forking", kind, base_url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    lines = sorted(done.stdout.splitlines())
    assert [line.partition("0")[0] for line in lines] == ["breeze:child", "breeze:parent"]
    for pair in " ".join(lines).split():
        asked, result = pair.split("=")
        assert asked == f"breeze:{result}"


FORKS_AFTER_A_STREAM = """
import os, signal, sys
from generation_jobs import Jobs, Oxen
jobs = Jobs([Oxen(api_key="oxen-secret", base_url=sys.argv[1])])
jobs.wait(sys.argv[2], push=True)
if (child := os.fork()) == 0:
    signal.alarm(10)  # kills it if it hangs
    jobs.wait(sys.argv[2], push=True)
    sys.exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_child_of_a_process_that_reads_events_ends() -> None:
    with Sandbox() as box:
        command = [sys.executable, "-c", FORKS_AFTER_A_STREAM, box.base_url("oxen"), f"oxen:{box.world.add('oxen')}"]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout == "7\n"


# The connections of an event loop that is over cannot be closed any more.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_client_works_in_one_event_loop_after_another(base_url: str) -> None:
    _use_several_loops(base_url)
    gc.collect()  # here, where the warnings are expected


def _use_several_loops(base_url: str) -> None:
    jobs = AsyncJobs([Breeze(api_key="brz_secret", base_url=base_url)])
    loops: WeakSet[asyncio.AbstractEventLoop] = WeakSet()

    async def ask(*ids: str) -> list[str | None]:
        loops.add(asyncio.get_running_loop())
        found = await asyncio.gather(*(jobs.get(f"breeze:{job_id}") for job_id in ids))
        return [job.ref for job in found]

    for _ in range(3):
        assert asyncio.run(ask("a", "b")) == ["breeze:a", "breeze:b"]
    gc.collect()
    assert len(loops) == 1  # the others are gone, with their connections
    asyncio.run(jobs.close())
    with pytest.raises(ConfigurationError, match="closed"):
        asyncio.run(ask("a"))


class StandingClock(VirtualClock):
    """A clock whose sleeps do not end."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asleep = asyncio.Event()

    async def sleep_async(self, seconds: float) -> None:
        self.is_asleep.set()
        await asyncio.Event().wait()


# What waits in a closed event loop cannot be cancelled any more.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:coroutine:RuntimeWarning")
@pytest.mark.parametrize("many", [False, True])
def test_a_wait_in_a_closed_event_loop_disturbs_no_other(many: bool) -> None:
    _leave_a_wait_behind(many)
    gc.collect()  # here, where the warnings are expected


def _leave_a_wait_behind(many: bool) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        job_id = request.url.path.rpartition("/")[2]
        return httpx.Response(200, json=breeze("active" if job_id == "a" else "ready", generation_job_id=job_id))

    clock, inbox, first = StandingClock(), Inbox(), asyncio.new_event_loop()
    jobs = AsyncJobs([Breeze(api_key="brz_k")], clock=clock, transport=httpx.MockTransport(answer))
    waiting = first.create_task(jobs.wait_all(["breeze:a"]) if many else jobs.wait("breeze:a", push=inbox))
    first.run_until_complete(clock.is_asleep.wait())
    first.close()
    inbox.deliver(Job("breeze:a", JobStatus.SUCCEEDED))
    assert asyncio.run(jobs.wait("breeze:b")).ref == "breeze:b"
    assert not waiting.done()


class SlowGroup(str):
    """A group whose lookup takes as long as the test wants."""

    __slots__ = ()
    is_looked_up, may_go_on = threading.Event(), threading.Event()

    def __hash__(self) -> int:
        self.is_looked_up.set()
        assert self.may_go_on.wait(10)
        return str.__hash__(self)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # it has threads, which is the point
def test_durations_that_a_thread_was_changing_when_its_process_forked() -> None:
    durations = Durations()
    thread = threading.Thread(target=durations.learn, args=(SlowGroup("oxen/image/flux"), 7))
    thread.start()
    assert SlowGroup.is_looked_up.wait(10)
    child = os.fork()
    if child == 0:
        signal.alarm(10)  # kills it if it hangs
        durations.learn("oxen/image/other", 7)
        os._exit(0)
    SlowGroup.may_go_on.set()
    thread.join()
    assert os.waitpid(child, 0)[1] == 0
    assert durations.total == 1


def test_a_request_that_is_cancelled_just_as_its_name_is_known_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object) -> Future[list[str]]:
        found: Future[list[str]] = Future()
        task = asyncio.current_task()
        assert task is not None
        loop = asyncio.get_running_loop()
        loop.call_soon(found.set_result, ["127.0.0.1"])
        loop.call_soon(task.cancel)
        return found

    async def story(port: int) -> None:
        async with AsyncJobs([Breeze(api_key="brz_k", base_url=f"http://127.0.0.1:{port}")]) as jobs:
            await jobs.get("breeze:a")

    monkeypatch.setattr("generation_jobs._http.network_backend.resolve", resolve)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(asyncio.CancelledError):
        asyncio.run(asyncio.wait_for(story(silent.getsockname()[1]), 10))

"""Time and memory, each beside a floor or a peer measured in the same run, as ratios.

A server in a process of its own answers on loopback; what is measured is this process. Numbers differ from one machine
to the next and from one run to the next; the ratios are what to look at.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import subprocess
import sys
import time
import tracemalloc
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar

import httpx
from breeze_jobs_client import BreezeClient
from generation_jobs import AsyncJobs, Breeze, Jobs
from rich.bar import Bar
from rich.console import Console
from rich.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from multiprocessing.queues import SimpleQueue

REQUESTS = 300
MEDIA_BYTES = 64 * 1024**2
ROUNDS = 5
KEY = "brz_bench"
_JOB = (
    b'{"generation_job_id":"job_1","history_item_id":"his_1","status":"ready","state":"ready","source":"api",'
    b'"created_at":"2026-01-01T00:00:00Z","completed_at":"2026-01-01T00:00:05Z","content_type":"audio/mpeg"}'
)


@dataclass(frozen=True)
class Figure:
    """What something cost, beside what its floor cost, in the same unit."""

    what: str
    floor: str
    cost: float
    floor_cost: float
    unit: str

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.cost / self.floor_cost


def main() -> int:
    """Measure, and print a table with a bar for each ratio."""
    console = Console(width=None if sys.stdout.isatty() else 132)
    with _server() as base_url, console.status("measuring"):
        figures = [*_imports(), *_requests(base_url), _download_time(base_url), _download_memory(base_url)]
    console.print(_table(figures))
    return 0


def _table(figures: list[Figure]) -> Table:
    folding = (Column(name, overflow="fold") for name in ("what", "beside", "ours", "floor", "ratio", ""))
    table = Table(*folding, box=None, pad_edge=False, header_style="bold")
    longest = max(figure.ratio for figure in figures)
    for figure in figures:
        ours, floor = (f"{cost:.3g} {figure.unit}" for cost in (figure.cost, figure.floor_cost))
        bar = Bar(longest, 0, figure.ratio, width=30)
        table.add_row(figure.what, figure.floor, ours, floor, f"{figure.ratio:.2f}", bar)
    return table


def _imports() -> list[Figure]:
    peer = _import_time("import httpx")
    return [
        Figure("import generation_jobs", "import httpx", _import_time("import generation_jobs"), peer, "ms"),
        Figure("import breeze_jobs_client", "import httpx", _import_time("import breeze_jobs_client"), peer, "ms"),
    ]


def _import_time(statement: str) -> float:
    def run() -> None:
        subprocess.run([sys.executable, "-c", statement], check=True)

    return min(_wall(run) for _ in range(ROUNDS)) * 1000


def _requests(base_url: str) -> list[Figure]:
    """CPU time of this process per request."""
    with httpx.Client(headers={"xi-api-key": KEY}) as bare:
        floor = _per_request(lambda: bare.get(f"{base_url}/v1/generation-jobs/job_1").json())
    with BreezeClient(api_key=KEY, base_url=base_url) as client:
        generated = _per_request(lambda: client.get_generation_job("job_1"))
    with Jobs([Breeze(api_key=KEY, base_url=base_url)]) as jobs:
        facade = _per_request(lambda: jobs.get("breeze:job_1"))
    many, many_floor = asyncio.run(_many(base_url)), asyncio.run(_many_bare(base_url))
    return [
        Figure("BreezeClient.get_generation_job", "httpx.Client.get, json()", generated, floor, "µs CPU"),
        Figure("Jobs.get", "httpx.Client.get, json()", facade, floor, "µs CPU"),
        Figure(
            f"AsyncJobs.get, {REQUESTS} at once", f"httpx.AsyncClient, {REQUESTS} at once", many, many_floor, "µs CPU"
        ),
    ]


def _per_request(call: Callable[[], object]) -> float:
    def run() -> None:
        for _ in range(REQUESTS):
            call()

    call()
    return min(_cpu(run) for _ in range(ROUNDS)) / REQUESTS * 1e6


async def _many(base_url: str) -> float:
    async with AsyncJobs([Breeze(api_key=KEY, base_url=base_url)]) as jobs:
        return await _per_task(lambda: jobs.get("breeze:job_1"))


async def _many_bare(base_url: str) -> float:
    async with httpx.AsyncClient(headers={"xi-api-key": KEY}, timeout=60) as bare:
        return await _per_task(lambda: bare.get(f"{base_url}/v1/generation-jobs/job_1"))


async def _per_task(call: Callable[[], object]) -> float:
    costs: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        await asyncio.gather(*(call() for _ in range(REQUESTS)))  # type: ignore[call-overload]
        costs.append(time.process_time() - start)
    return min(costs) / REQUESTS * 1e6


def _download_time(base_url: str) -> Figure:
    ours = statistics.median(_wall(lambda: _download(base_url)) for _ in range(ROUNDS))
    floor = statistics.median(_wall(lambda: _download_bare(base_url)) for _ in range(ROUNDS))
    mib = MEDIA_BYTES // 1024**2
    return Figure(f"Jobs.download, {mib} MiB", "httpx stream to a file, no fsync", ours, floor, "s")


def _download_memory(base_url: str) -> Figure:
    ours, floor = _peak(lambda: _download(base_url)), _peak(lambda: _download_bare(base_url))
    return Figure("Jobs.download, peak memory", "httpx stream to a file", ours, floor, "MiB")


def _download(base_url: str) -> None:
    with TemporaryDirectory() as folder, Jobs([Breeze(api_key=KEY, base_url=base_url)]) as jobs:
        jobs.download("breeze:job_1", folder)


def _download_bare(base_url: str) -> None:
    url = f"{base_url}/v1/generation-jobs/job_1/audio"
    with TemporaryDirectory() as folder, httpx.stream("GET", url) as response, Path(folder, "x").open("wb") as file:
        for chunk in response.iter_raw():
            file.write(chunk)


def _peak(run: Callable[[], None]) -> float:
    run()  # what is built once is not counted
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1024**2


def _wall(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _cpu(run: Callable[[], None]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body in one packet: two would wait for each other (Nagle)
    media: ClassVar[bytes] = bytes(MEDIA_BYTES)

    def do_GET(self) -> None:
        """Answer with the job, or with its audio."""
        audio = self.path.endswith("/audio")
        body = self.media if audio else _JOB
        self.send_response(200)
        self.send_header("Content-Type", "audio/mpeg" if audio else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the names are http.server's)
        """Stay silent."""


def _serve(port: SimpleQueue[int]) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    port.put(server.server_address[1])
    server.serve_forever()


@contextmanager
def _server() -> Generator[str]:
    context = multiprocessing.get_context("spawn")
    port: SimpleQueue[int] = context.SimpleQueue()
    process = context.Process(target=_serve, args=(port,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{port.get()}"
    finally:
        process.terminate()
        process.join()


if __name__ == "__main__":
    sys.exit(main())

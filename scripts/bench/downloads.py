"""Time and memory of a download of 100 MB."""

from __future__ import annotations

import multiprocessing
import re
import statistics
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import httpx
from generation_jobs import Breeze, Jobs

from scripts.bench.figures import ROUNDS, Figure, wall
from scripts.bench.server import MEDIA_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.queues import SimpleQueue

_STATUS = Path("/proc/self/status")
_MEMORY_TARGET = 20  # MB
_WHAT = f"Jobs.download, {MEDIA_BYTES // 10**6} MB"
_PEER = "httpx.Client.stream to a file"


def download_time(base_url: str) -> Figure:
    """Ours makes sure that the file is on the disk, the peer does not."""
    with TemporaryDirectory() as folder:
        ours, floor = (_seconds(partial(how, base_url, folder)) for how in (_ours, _peer))
    return Figure(_WHAT, f"{_PEER}, no fsync", ours, floor, "s")


def download_memory(base_url: str) -> list[Figure]:
    """How far the process grows above what it had before, each in a new process. Only Linux tells."""
    if not _STATUS.exists():
        return []
    ours, floor = (_measured(how, base_url) for how in (_ours, _peer))
    return [Figure(f"{_WHAT}: memory", _PEER, ours, floor, "MB", most_cost=_MEMORY_TARGET)]


def _ours(base_url: str, folder: str) -> None:
    with Jobs([Breeze(api_key="brz_bench", base_url=base_url)]) as jobs:
        jobs.download("breeze:job_1", folder, overwrite=True)


def _peer(base_url: str, folder: str) -> None:
    url = f"{base_url}/v1/generation-jobs/job_1/audio"
    with httpx.Client() as client, client.stream("GET", url) as response, Path(folder, "x").open("wb") as file:
        for chunk in response.iter_raw():
            file.write(chunk)


def _seconds(run: Callable[[], None]) -> float:
    return statistics.median(wall(run) for _ in range(ROUNDS))


def _measured(how: Callable[[str, str], None], base_url: str) -> float:
    context = multiprocessing.get_context("spawn")
    growth: SimpleQueue[float] = context.SimpleQueue()
    process = context.Process(target=_grow, args=(how, base_url, growth))
    process.start()
    process.join()
    if process.exitcode != 0:
        raise RuntimeError("the download that was measured failed; see above")
    return growth.get()


def _grow(how: Callable[[str, str], None], base_url: str, growth: SimpleQueue[float]) -> None:
    with TemporaryDirectory() as folder:
        before = _resident("VmRSS")
        how(base_url, folder)
        growth.put(_resident("VmHWM") - before)


def _resident(what: str) -> float:
    found = re.search(rf"{what}:\s+(\d+) kB", _STATUS.read_text(encoding="ascii"))
    assert found is not None, "Linux tells it for every process"
    return int(found[1]) * 1024 / 1e6

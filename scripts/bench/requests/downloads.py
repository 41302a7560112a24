"""Time and memory of a download of 100 MB."""

from __future__ import annotations

import statistics
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import httpx
from generation_jobs import Breeze, Jobs

from scripts.bench.measuring.process import STATUS, in_a_process, resident
from scripts.bench.measuring.server import MEDIA_BYTES
from scripts.bench.report.figures import ROUNDS, Figure, wall

if TYPE_CHECKING:
    from collections.abc import Callable

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
    if not STATUS.exists():
        return []
    ours, floor = (in_a_process(partial(_growth, how, base_url)) for how in (_ours, _peer))
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


def _growth(how: Callable[[str, str], None], base_url: str) -> float:
    with TemporaryDirectory() as folder:
        before = resident()
        how(base_url, folder)
        return resident("VmHWM") - before

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
from scripts.bench.measuring.server import MEDIA_BYTES, serving
from scripts.bench.measuring.timing import ROUNDS, wall
from scripts.bench.report.figures import Figure, at_most

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.bench.context import Context

_MOST_MEMORY = 20.0  # MB
_WHAT = f"Jobs.download, {MEDIA_BYTES // 10**6} MB"
_PEER = "httpx.Client.stream to a file"


def downloads(context: Context) -> list[Figure]:
    """Beside httpx, which does not make sure that the file is on the disk, as ours does."""
    with serving() as base_url:
        context.progress("time of a download")
        with TemporaryDirectory() as folder:
            ours, peer = (_seconds(partial(how, base_url, folder)) for how in (_ours, _peer))
        time = Figure(_WHAT, ours, f"{_PEER}, no fsync", peer, "s")
        context.progress("memory of a download")
        return [time, *_memory(base_url)]


def _memory(base_url: str) -> list[Figure]:
    """Return how far the process grows above what it had before, each in a new process. Only Linux says so."""
    if not STATUS.exists():
        return []
    ours, peer = (in_a_process(partial(_growth, how, base_url)) for how in (_ours, _peer))
    return [Figure(f"{_WHAT}: memory", ours, _PEER, peer, "MB", at_most(_MOST_MEMORY))]


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

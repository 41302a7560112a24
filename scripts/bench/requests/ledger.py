"""What a ledger costs: opening it, submits a second, and the time that it adds to a submit."""

from __future__ import annotations

import os
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generation_jobs import Breeze, Jobs, JobStatus
from generation_jobs.ledger import Intent, SQLiteLedger

from scripts.bench.measuring.server import serving
from scripts.bench.report.figures import Figure, at_least, at_most

if TYPE_CHECKING:
    from scripts.bench.context import Context

_SUBMITS = 10_000
_THREADS = 8
_CALLS = 400
_MOST_TO_OPEN, _LEAST_A_SECOND, _MOST_ADDED = 100.0, 500.0, 2.0
_INTENT = Intent("oxen", "account", "digest", datetime(2026, 1, 1, tzinfo=UTC), "text")


def ledger(context: Context) -> list[Figure]:
    """On the disk of the temporary folder, with every intent synced."""
    with TemporaryDirectory() as folder:
        context.progress("opening a ledger")
        empty, full = Path(folder, "empty.sqlite"), Path(folder, "full.sqlite")
        _fill(empty, 1)
        _fill(full, _SUBMITS)
        opened = Figure(f"opening a ledger of {_SUBMITS:,} submits", _opening(full), "of one", _opening(empty), "ms")
        context.progress("submits a second")
        many, one = (_submits_a_second(Path(folder, f"{threads}.sqlite"), threads) for threads in (_THREADS, 1))
        rate = Figure(f"submits written by {_THREADS} threads", many, "by one", one, "/s", at_least(_LEAST_A_SECOND))
        context.progress("what it adds to a submit")
        with_ledger, without = _milliseconds(Path(folder, "added.sqlite")), _milliseconds(None)
        sync = _sync(Path(folder, "sync"))
        return [
            replace(opened, target=at_most(_MOST_TO_OPEN)),
            rate,
            Figure("Jobs.submit with a ledger", with_ledger, "without", without, "ms"),
            Figure("a ledger adds to a submit", with_ledger - without, "one fsync", sync, "ms", at_most(_MOST_ADDED)),
        ]


def _fill(path: Path, submits: int) -> None:
    """Write submits, nine of ten of them done."""
    with closing(SQLiteLedger(path)) as store, ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(_submit, [store] * submits, range(submits)))


def _submit(store: SQLiteLedger, number: int) -> None:
    ref = f"oxen:{number}"
    store.answer(store.begin(_INTENT._replace(key=f"order-{number}")), [ref])
    if number % 10:
        store.record(ref, JobStatus.SUCCEEDED, ["a.png"])


def _opening(path: Path) -> float:
    """Milliseconds to open it and to read what is pending."""
    times: list[float] = []
    for _ in range(9):
        start = time.perf_counter()
        with closing(SQLiteLedger(path)) as store:
            store.pending()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e3


def _submits_a_second(path: Path, threads: int) -> float:
    with closing(SQLiteLedger(path)) as store, ThreadPoolExecutor(threads) as pool:
        start = time.perf_counter()
        list(pool.map(_submit, [store] * (_SUBMITS // 10), range(0, _SUBMITS, 10)))
        return _SUBMITS // 10 / (time.perf_counter() - start)


def _milliseconds(path: Path | None) -> float:
    """Milliseconds of a submit to a server on loopback, the median."""
    times: list[float] = []
    with serving() as url, Jobs([Breeze(api_key="brz_bench", base_url=url)], ledger=path) as jobs:
        for number in range(_CALLS):
            start = time.perf_counter()
            jobs.submit("breeze", voice_id="voc_1", text=f"Hello {number}!")
            times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e3


def _sync(path: Path) -> float:
    """Milliseconds of writing 4 KB and syncing them, the median."""
    times: list[float] = []
    with path.open("wb") as file:
        for _ in range(_CALLS):
            start = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e3

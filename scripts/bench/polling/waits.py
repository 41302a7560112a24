"""Single waits for many jobs of one account at the same time, beside one wait for all of them.

Finetuning admits 60 reads a minute for the whole account, so single waits must share what they read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.bench.programs.batch import Batch
from scripts.bench.programs.single_waits import SingleWaits
from scripts.bench.report.figures import BEFORE, Figure, at_most, ratio_at_most

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.bench.context import Context

_PROVIDER, _JOBS = "finetuning", 150
_SEEDS = 3
_LATENCY = 0.2  # seconds
_SECONDS = 400.0
"""After which a program is stopped: threads wait up to 300 seconds for a job whose end they miss."""
_MOST_READS, _MOST_LAG, _MOST_RATIO = 0.6, 9.0, 1.15


def waits(context: Context) -> Iterator[Figure]:
    """Measure requests per job and median lag, in tasks of `AsyncJobs` and in threads of `Jobs`."""
    seeds = list(range(context.seed, context.seed + _SEEDS))
    yield from _figures(context, "tasks", seeds)
    yield from _figures(context, f"tasks, {_LATENCY:g} s a request", seeds, latency=_LATENCY)
    yield from _figures(context, "threads", seeds[:1], threads=True)


def _figures(
    context: Context, way: str, seeds: list[int], *, threads: bool = False, latency: float = 0.0
) -> list[Figure]:
    context.progress(f"{_JOBS} single waits in {way}")
    sizes: dict[str, Any] = {"provider": _PROVIDER, "jobs": _JOBS, "seeds": seeds, "latency": latency}
    options: dict[str, Any] = {"threads": threads, "seconds": _SECONDS}
    now, before = context.builds.at_once("single_waits", SingleWaits, **sizes, **options)
    batch = context.builds.now.run("batch", Batch, **sizes)
    what = f"{_JOBS} waits of {_PROVIDER} in {way}"
    reads, lag = f"{what}: reads per job", f"{what}: median lag"
    beside, most = "wait_all of the same", ratio_at_most(_MOST_RATIO)
    return [
        Figure(reads, now.reads_per_job, BEFORE, before.reads_per_job, "reads", at_most(_MOST_READS)),
        Figure(lag, now.median_lag, BEFORE, before.median_lag, "s", at_most(_MOST_LAG)),
        Figure(f"{what}: 95th percentile of the lag", now.p95_lag, BEFORE, before.p95_lag, "s"),
        Figure(f"{what}: answers 429", now.refused, BEFORE, before.refused, "answers", at_most(0)),
        Figure(f"{what}: timed out", now.timed_out, BEFORE, before.timed_out, "waits", at_most(0)),
        Figure(reads, now.reads_per_job, beside, batch.reads_per_job, "reads", most),
        Figure(lag, now.median_lag, beside, batch.median_lag, "s", most),
    ]

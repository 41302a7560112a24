"""One wait for many jobs of one provider: requests, and how late each end is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.bench.programs.batch import Batch
from scripts.bench.report.figures import BEFORE, Figure, ratio_at_most

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.bench.context import Context

_PROVIDERS = ("finetuning", "oxen")
_JOBS, _SEEDS = 1_000, 3
_MOST_RATIO = 1.1
_FEWER = (1, 10, 100)
_FEWER_IN_ALL = 300
"""As many jobs in all, in batches one after the other, for a mean that means something."""


def batches(context: Context) -> Iterator[Figure]:
    """Measure a thousand jobs of each provider, then reads per job with fewer at a time."""
    for provider in _PROVIDERS:
        yield from _large(context, provider)
    for jobs in _FEWER:
        yield _small(context, jobs)


def _large(context: Context, provider: str) -> list[Figure]:
    now, before = _run(context, provider, _JOBS, _SEEDS)
    what = f"{_JOBS:,} {provider} jobs"
    product, product_before = (one.reads_per_job * one.median_lag for one in (now, before))
    most = ratio_at_most(_MOST_RATIO)
    return [
        Figure(f"{what}: reads per job", now.reads_per_job, BEFORE, before.reads_per_job, "reads"),
        Figure(f"{what}: median lag", now.median_lag, BEFORE, before.median_lag, "s"),
        Figure(f"{what}: reads per job × median lag", product, BEFORE, product_before, "reads·s", most),
        Figure(f"{what}: 95th percentile of the lag", now.p95_lag, BEFORE, before.p95_lag, "s", most),
        Figure(f"{what}: rows read per job", now.rows_per_job, BEFORE, before.rows_per_job, "rows"),
        Figure(f"{what}: answers 429", now.refused, BEFORE, before.refused, "answers"),
    ]


def _small(context: Context, jobs: int) -> Figure:
    now, before = _run(context, "finetuning", jobs, _FEWER_IN_ALL // jobs)
    what = f"{jobs} finetuning jobs at once: reads per job"
    return Figure(what, now.reads_per_job, BEFORE, before.reads_per_job, "reads")


def _run(context: Context, provider: str, jobs: int, batches: int) -> tuple[Batch, Batch]:
    context.progress(f"{jobs:,} {provider} jobs, {batches} times")
    seeds = list(range(context.seed, context.seed + batches))
    return context.builds.at_once("batch", Batch, provider=provider, jobs=jobs, seeds=seeds)

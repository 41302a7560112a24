"""CPU and memory of waiting for very many jobs in a simulation; the simulated provider's own CPU is subtracted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.bench.programs.batch import Batch
from scripts.bench.report.figures import BEFORE, Figure, ratio_at_most

if TYPE_CHECKING:
    from scripts.bench.context import Context

_FEW, _MANY, _MOST = 1_000, 100_000, 1_000_000
_MOST_GROWTH = 3.0


def scale(context: Context) -> list[Figure]:
    """`wait_all` for a thousand and for a hundred thousand jobs at Oxen, whose list has no rate limit."""
    few, few_before = _run(context, "oxen", _FEW, collect=True)
    many, many_before = _run(context, "oxen", _MANY, collect=True)
    what, more = (f"{jobs:,} oxen jobs by wait_all" for jobs in (_FEW, _MANY))
    growth = ratio_at_most(_MOST_GROWTH)
    return [
        Figure(f"{what}: CPU per job", few.cpu_us_per_job, BEFORE, few_before.cpu_us_per_job, "µs"),
        Figure(f"{more}: CPU per job", many.cpu_us_per_job, f"{_FEW:,} jobs", few.cpu_us_per_job, "µs", growth),
        Figure(f"{more}: CPU per job", many.cpu_us_per_job, BEFORE, many_before.cpu_us_per_job, "µs"),
        Figure(f"{more}: rows read per job", many.rows_per_job, BEFORE, many_before.rows_per_job, "rows"),
        Figure(f"{more}: memory per job", many.kb_per_job, BEFORE, many_before.kb_per_job, "KB"),
    ]


def million(context: Context) -> list[Figure]:
    """`as_completed` for a million jobs at Finetuning, whose outcomes are dropped as they come."""
    now, before = _run(context, "finetuning", _MOST, collect=False)
    what = f"{_MOST:,} finetuning jobs by as_completed"
    most = ratio_at_most(1.0)
    return [
        Figure(f"{what}: CPU per job", now.cpu_us_per_job, BEFORE, before.cpu_us_per_job, "µs", most),
        Figure(f"{what}: memory per job", now.kb_per_job, BEFORE, before.kb_per_job, "KB", most),
        Figure(f"{what}: reads per job", now.reads_per_job, BEFORE, before.reads_per_job, "reads"),
    ]


def _run(context: Context, provider: str, jobs: int, *, collect: bool) -> tuple[Batch, Batch]:
    context.progress(f"{jobs:,} {provider} jobs")
    seeds = [context.seed]
    return context.builds.at_once("batch", Batch, provider=provider, jobs=jobs, seeds=seeds, collect=collect)

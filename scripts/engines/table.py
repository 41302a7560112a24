"""The figures of all runs as a table."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from rich.table import Table

from scripts.engines.engines import Variant
from scripts.engines.trial import Result

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row: TypeAlias = tuple[str, Mapping[Variant, Result]]
"""An engine with its version, and the figures of its two programs."""

_KINDS = "submits + polls + lists"
_COLUMNS = (
    "engine",
    "program",
    "accepted",
    "paid twice",
    "lost",
    "seconds",
    "CPU s",
    "requests/job",
    _KINDS,
    "bytes/job",
)
_TIMES = ("seconds", "cpu_seconds")
_COUNTS = ("orders", "accepted", "paid_twice", "lost", "submits", "polls", "lists", "stored")
_SLOWER = 1.15
"""How much longer ours may take than the naive program."""
_MORE = 1.3
"""How many more requests a job may need than where one process waits for all jobs: in the recipe for a pool."""


def total(results: Sequence[Result]) -> Result:
    """Return the figures of several runs: what was counted is added up, and of times it is the median."""
    counts = {name: sum(getattr(one, name) for one in results) for name in _COUNTS}
    times = {name: median(getattr(one, name) for one in results) for name in _TIMES}
    return results[-1]._replace(**counts, **times)


def table_of(rows: Sequence[Row]) -> Table:
    """Return a table with a row for each program."""
    table = Table(*_COLUMNS, box=None, pad_edge=False, header_style="bold")
    for name, results in rows:
        for variant, result in results.items():
            counts = (result.accepted, result.paid_twice, result.lost)
            kinds = (result.submits, result.polls, result.lists)
            split = " + ".join(f"{number / result.orders:.2f}" for number in kinds)
            per_job = (f"{_per_order(result):.2f}", split, f"{result.stored / result.orders:,.0f}")
            times = (f"{result.seconds:.1f}", f"{result.cpu_seconds:.1f}")
            table.add_row(name, variant, *map(str, counts), *times, *per_job)
    return table


def judge(rows: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each target that is missed."""
    fewest = next((results["ours"] for name, results in rows if name == "multiprocessing"), None)
    for name, results in rows:
        naive, ours = results["naive"], results["ours"]
        if ours.has_lost_money:
            yield f"{name}: ours paid {ours.paid_twice} twice and lost {ours.lost}; both are to be 0"
        if ours.seconds > _SLOWER * naive.seconds:
            yield f"{name}: ours took {ours.seconds / naive.seconds:.2f} x the naive program's time ({_SLOWER} allowed)"
        if fewest is not None and (more := _per_order(ours) / _per_order(fewest)) > _MORE:
            yield f"{name}: a job needed {more:.1f} x the requests of multiprocessing's recipe ({_MORE} allowed)"


def _per_order(result: Result) -> float:
    return result.requests / result.orders

"""The report at the end of waiting for many refs: a table of counts, and the reasons of errors."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from generation_jobs.errors import printable
from rich.console import Group
from rich.table import Column, Table
from rich.text import Text

from generation_jobs_cli.displays.overview.counts import Counts, Reason, RefCounts, requests_per_ref
from generation_jobs_cli.displays.overview.ends import end_style, ordered_ends
from generation_jobs_cli.result import duration_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rich.console import Console, RenderableType


_ANY_WIDTH = 10_000
"""More terminal columns than a table can take: the table of a narrower terminal would be measured cut."""


class _Group(NamedTuple):
    """What one column of the table is about: all refs, or those of one provider."""

    name: str
    counts: RefCounts
    requests: int


_FIGURES: dict[str, Callable[[_Group], str]] = {
    "requests": lambda group: _number(group.requests),
    "requests per ref": lambda group: requests_per_ref(group.requests, group.counts.total),
    "half took at most": lambda group: _quantile(group.counts.durations, 0.5),
    "the longest took": lambda group: _quantile(group.counts.durations, 1.0),
}
"""The rows below the counts of ends: a name, and the cell of a group."""


def report(counts: Counts, requests: Mapping[str, int], elapsed: float, console: Console) -> RenderableType:
    """Build the report.

    Args:
        counts: What came of the refs.
        requests: How many requests were made, by provider.
        elapsed: Seconds that it took.
        console: Where it is shown; where the providers do not fit, the column of all refs stands alone.
    """
    everything = _Group("all", counts.all, sum(requests.values()))
    providers = [_Group(name, one, requests.get(name, 0)) for name, one in sorted(counts.by_provider.items())]
    table = _table([everything, *providers])
    if console.measure(table, options=console.options.update(width=_ANY_WIDTH)).maximum > console.width:
        table = _table([everything])
    head = Text(f"{counts.all.total:,} refs, waited for {duration_text(elapsed)}", "bold")
    return Group(head, table, *_reasons(counts))


def files_saved(counts: Counts) -> Text:
    """Return how many files were saved, and where. The path is for copying, so print it without wrapping."""
    return Text(printable(f"{counts.files:,} file{'s' if counts.files > 1 else ''} saved in {counts.folder}"))


def _table(groups: list[_Group]) -> Table:
    everything = groups[0].counts
    headers = (Column(group.name, justify="right") for group in groups)
    table = Table("", *headers, box=None, pad_edge=False)
    for end in ordered_ends(everything.ends):
        table.add_row(Text(end, end_style(end)), *(_number(group.counts.ends[end]) for group in groups))
    if everything.done < everything.total:
        table.add_row("not ended", *(_number(group.counts.total - group.counts.done) for group in groups))
    for name, cell in _FIGURES.items():
        table.add_row(name, *map(cell, groups))
    return table


def _number(count: int) -> str:
    return f"{count:,}" if count else "–"


def _quantile(durations: list[float], share: float) -> str:
    if not durations:
        return "–"
    return duration_text(sorted(durations)[ceil(share * len(durations)) - 1])  # so that of all lies among those of each


def _reasons(counts: Counts) -> Iterator[Text]:
    if counts.reasons:
        yield Text("not succeeded", "bold")
    yield from (Text(printable(_sentence(reason))) for reason in counts.reasons.values())
    if (more := counts.errors - sum(reason.count for reason in counts.reasons.values())) > 0:
        yield Text(f"… and {more:,} more; --json tells all")


def _sentence(reason: Reason) -> str:
    """Return one line for all refs with the same reason: a batch with one mistake does not repeat it for each."""
    if reason.count == 1:
        return reason.message
    named = ", ".join([*reason.refs, *("…" for _ in range(reason.count > len(reason.refs)))])
    return f"{reason.count:,} of {reason.provider} ({named}): {reason.text}"

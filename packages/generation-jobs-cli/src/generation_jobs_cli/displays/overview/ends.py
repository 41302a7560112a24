"""The ends that refs come to: what they are called, in which order and colour they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation_jobs import JobCancelled, JobFailed, JobStatus

from generation_jobs_cli.displays.columns import STATUS_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generation_jobs_cli.result import Result

_TIMED_OUT = "timed out"

_STYLES: dict[str, str] = {
    **{status: STATUS_STYLES[status] for status in (JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED)},
    _TIMED_OUT: "yellow",
}


def end_of(result: Result) -> str:
    """Return the end that a ref came to: a final status, `timed out`, or the type of its error."""
    if result.timed_out:
        return _TIMED_OUT
    match result.error:
        case None:
            return JobStatus.SUCCEEDED
        case JobFailed():
            return JobStatus.FAILED
        case JobCancelled():
            return JobStatus.CANCELLED
        case error:
            return type(error).__name__


def end_style(end: str) -> str:
    """Return the colour of an end; errors are red."""
    return _STYLES.get(end, "red")


def ordered_ends(ends: Iterable[str]) -> list[str]:
    """Return the ends in order: as jobs end, then errors by type."""
    order = list(_STYLES)
    return sorted(ends, key=lambda end: (order.index(end) if end in order else len(order), end))

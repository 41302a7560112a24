"""The interface of all displays that show jobs while something happens to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from generation_jobs import JobStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generation_jobs import Job, Standing

    from generation_jobs_cli.result import Result

FEW = 20
"""Up to this many refs are shown one by one: a row each on a terminal, a line for each status in a pipe."""


class Display:
    """Shows nothing. Every method is called in one thread, as things happen; a display overrides what it shows."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing more will happen."""

    def on_poll(self, job: Job) -> None:
        """A job was polled and has not ended."""

    def on_progress(self, progress: Standing) -> None:
        """Something changed among the jobs that are waited for together; it is the same object each time."""

    def on_download(self, ref: str, size: int, total: int | None) -> None:
        """`size` of `total` bytes of a result have arrived; `total` is None where the server does not say."""

    def on_result(self, result: Result) -> None:
        """A ref is done."""

    def refresh(self) -> None:
        """Some time has passed."""


def known_jobs(progress: Standing, number: int) -> Iterator[tuple[str, JobStatus, str | None]]:
    """Ref, status and the provider's word of up to `number` waiting jobs, those without an answer so far left out."""
    for ref, status, provider_status, _ in progress.slowest(number):
        if status is not JobStatus.UNKNOWN or provider_status is not None:
            yield ref, status, provider_status

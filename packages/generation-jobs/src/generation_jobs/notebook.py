"""For notebooks: the progress of a wait, and tables of jobs. Nothing has to be installed for it.

Example:
    from generation_jobs.notebook import JobTable, Progress

    outcomes = jobs.wait_all(refs, on_update=Progress())
    JobTable(jobs.list("oxen"))
"""

import sys
from collections.abc import Iterable
from typing import Any, NamedTuple, Self

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.models import Job, JobError
from generation_jobs._core.outcome import Outcome
from generation_jobs._core.values import display
from generation_jobs._core.values.checks import CheckedArguments, check_kind
from generation_jobs._core.values.status import JobStatus
from generation_jobs._polling.batch import BatchProgress

__all__ = ["JobTable", "Progress"]


class JobTable(tuple[Job, ...]):
    """Jobs, which notebooks show as a table with a row for each: `JobTable(jobs.list("oxen"))`."""

    __slots__ = ()

    def __new__(cls, shown: Iterable[Job | Outcome] = ()) -> Self:
        """Make a table of jobs, or of outcomes of jobs.

        Raises:
            ConfigurationError: One of them is something else, or it is a single one.
        """
        check_kind("shown", shown, Iterable, "a list of jobs or outcomes")
        if isinstance(shown, Outcome | str):  # they can be iterated over as well
            raise ConfigurationError(f"shown is one {type(shown).__name__}: give a list of jobs or outcomes")
        return super().__new__(cls, map(_job_of, shown))

    def _repr_html_(self) -> str:
        return display.html_of_jobs(self)


def _job_of(shown: Job | Outcome) -> Job:
    check_kind("one of the jobs", shown, Job | Outcome, "a Job or an Outcome")
    if isinstance(shown, Job):
        return shown
    return shown.job or Job(shown.ref, JobStatus.UNKNOWN, error=JobError(message=str(shown.error)))


class Progress(metaclass=CheckedArguments):
    """Shows how far a wait is: for the argument `on_update` of `wait`, `wait_all` and `as_completed`.

    A notebook shows a bar, which is updated in place; a terminal shows a line on stderr. Each wait needs a new one.
    """

    def __init__(self) -> None:
        self._shown: _Shown | None = None
        self._handle: Any = None  # the display of a notebook

    def __repr__(self) -> str:
        return f"<Progress: {'nothing yet' if self._shown is None else self._shown.text}>"

    def __call__(self, state: BatchProgress | Job) -> None:
        """Show this state, if it looks different from the one before."""
        check_kind("state", state, BatchProgress | Job, "this object as on_update of a wait, which calls it")
        before, self._shown = self._shown, _shown(state)
        if self._shown == before:
            return
        if not _in_notebook():
            self._print(self._shown, "" if before is None else before.text)
        elif self._handle is None:
            self._handle = sys.modules["IPython"].display.display(self._shown, display_id=True)
        else:
            self._handle.update(self._shown)

    @staticmethod
    def _print(shown: "_Shown", before: str) -> None:
        if not sys.stderr.isatty():
            print(shown.text, file=sys.stderr)
            return
        end = "\n" if shown.ended == shown.total else ""
        print(f"\r{shown.text:<{len(before)}}", end=end, file=sys.stderr, flush=True)


class _Shown(NamedTuple):
    """What is shown: `ended` of `total` jobs, and a text."""

    ended: int
    total: int
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return display.html_of_progress(*self)


def _shown(state: BatchProgress | Job) -> _Shown:
    if isinstance(state, Job):
        return _Shown(int(state.status.is_final), 1, f"{state.ref} {state.status.value}")
    failed = f", {state.failed} of them with an error" if state.failed else ""
    minutes, seconds = divmod(int(state.elapsed), 60)
    text = f"{state.ended} of {state.total} jobs have ended{failed}; {minutes}:{seconds:02}"
    return _Shown(state.ended, state.total, text)


def _in_notebook() -> bool:
    """Return whether a kernel of Jupyter runs this, which has a display; IPython in a terminal has none."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and getattr(ipython.get_ipython(), "kernel", None) is not None

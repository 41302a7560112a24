"""The progress of waits and the tables of jobs that `generation_jobs.notebook` shows."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import ConfigurationError, Job, JobError, JobStatus, Media, Outcome
from generation_jobs.notebook import JobTable, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from generation_jobs_sandbox import Sandbox

    from tests.facade.shells import Face

RUNNING = Job("oxen:gen_1", JobStatus.RUNNING)
DONE = Job("oxen:gen_1", JobStatus.SUCCEEDED, media=(Media("image", "https://media.example/1.png"),))
FAILED = Job("oxen:gen_2", JobStatus.FAILED, error=JobError("bad_prompt", "<b>no</b>"))


class Notebook:
    """What IPython has in a kernel of Jupyter; it keeps what is shown."""

    def __init__(self, kernel: object) -> None:
        self.pages: list[str] = []
        self.get_ipython = lambda: SimpleNamespace(kernel=kernel)
        self.display = SimpleNamespace(display=self._display)

    def _display(self, shown: Any, *, display_id: bool) -> Notebook:
        assert display_id
        self.update(shown)
        return self

    def update(self, shown: Any) -> None:
        self.pages.append(shown._repr_html_())


def test_a_notebook_has_a_bar_that_is_updated(monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = Notebook(kernel=object())
    monkeypatch.setitem(sys.modules, "IPython", notebook)
    progress = Progress()
    for job in (RUNNING, RUNNING, DONE):
        progress(job)
    assert notebook.pages == [
        '<progress value="0" max="1"></progress> oxen:gen_1 running',
        '<progress value="1" max="1"></progress> oxen:gen_1 succeeded',
    ]


@pytest.mark.parametrize("ipython", [None, Notebook(kernel=None)], ids=["Python", "IPython"])
def test_a_terminal_has_a_line_that_is_updated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ipython: object
) -> None:
    if ipython is not None:
        monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = Progress()
    progress(RUNNING)
    progress(DONE)
    assert capsys.readouterr().err == "\roxen:gen_1 running\roxen:gen_1 succeeded\n"


def test_a_wait_for_several_counts_them(
    box: Sandbox, online: Callable[..., Face], capsys: pytest.CaptureFixture[str]
) -> None:
    jobs = online()
    submitted = [jobs.submit("oxen", model="flux-2-dev", prompt="A moon") for _ in range(2)]
    jobs.wait_all([*submitted, "oxen:nothing"], on_update=Progress())
    lines = capsys.readouterr().err.splitlines()
    assert " of 3 jobs have ended" in lines[0]
    assert lines[-1].startswith("3 of 3 jobs have ended, 1 of them with an error; 0:")


def test_jobs_as_a_table() -> None:
    shown = JobTable(iter([DONE, FAILED]))
    assert tuple(shown) == (DONE, FAILED)
    html = shown._repr_html_()
    assert "<th>ref</th><th>status</th>" in html
    assert "<td>oxen:gen_1</td><td>succeeded</td><td></td><td>image</td><td></td>" in html
    assert "<td>bad_prompt: &lt;b&gt;no&lt;/b&gt;</td>" in html
    assert "media.example" not in html


def test_outcomes_as_a_table() -> None:
    """A row has the ref once. Those of `as_completed` are no tuple of ours: a notebook shows one, or a `JobTable`."""
    lost = Outcome("oxen:gen_3", None, ConfigurationError("oxen:gen_3: no key"))
    shown = JobTable([Outcome("oxen:gen_1", DONE), lost])
    assert shown[0] is DONE
    assert "<td>oxen:gen_3</td><td>unknown</td><td></td><td>no key</td>" in shown._repr_html_()
    assert "<td>oxen:gen_3</td><td>unknown</td><td>no key</td>" in lost._repr_html_()


def test_what_is_no_job_is_refused_at_once() -> None:
    with pytest.raises(ConfigurationError, match="one of the jobs is of type str: give a Job or an Outcome"):
        JobTable(["oxen:1"])  # type: ignore[list-item]


def test_times_are_written_as_everywhere() -> None:
    created = datetime(2026, 11, 29, 12, tzinfo=UTC)
    assert "<td>2026-11-29T12:00:00Z</td>" in JobTable([replace(DONE, created_at=created)])._repr_html_()

"""Lines of text in a pipe."""

from __future__ import annotations

import io

from generation_jobs import Job, JobError, JobStatus
from generation_jobs_cli.displays.display import PlainLines
from generation_jobs_cli.result import Result


def test_text_from_outside_stays_on_its_line() -> None:
    message = "\x1b[31mred\x1b]0;title\x07\noxen:other succeeded \ud800"
    failed = Job("breeze:1", JobStatus.FAILED, error=JobError("E", message))
    output = io.StringIO()
    PlainLines(output, output).on_result(Result("breeze:1", failed))
    shown = output.getvalue()
    assert shown == "breeze:1 failed E: \\x1b[31mred\\x1b]0;title\\x07\\noxen:other succeeded \\ud800\n"

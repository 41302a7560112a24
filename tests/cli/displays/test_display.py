"""Lines of text in a pipe."""

from __future__ import annotations

import io

from generation_jobs import ConfigurationError, Job, JobError, JobFailed, JobStatus
from generation_jobs_cli.displays.display import PlainLines
from generation_jobs_cli.result import Result


def test_text_from_outside_stays_on_its_line() -> None:
    message = "\x1b[31mred\x1b]0;title\x07\noxen:other succeeded \ud800"
    failed = Job("breeze:1", JobStatus.FAILED, error=JobError("E", message))
    output = io.StringIO()
    PlainLines(output, output).on_result(Result("breeze:1", failed))
    shown = output.getvalue()
    assert shown == "breeze:1 failed E: \\x1b[31mred\\x1b]0;title\\x07\\noxen:other succeeded \\ud800\n"


def test_a_missing_key_is_told_once() -> None:
    output = io.StringIO()
    lines = PlainLines(output, output)
    for number in range(3):
        ref = f"breeze:{number}"
        lines.on_result(Result(ref, error=ConfigurationError(f"{ref}: Breeze has no API key: set BREEZE_API_KEY")))
    assert output.getvalue().splitlines() == [
        "error: breeze:0: Breeze has no API key: set BREEZE_API_KEY",
        "error: breeze:1: the same as breeze:0",
        "error: breeze:2: the same as breeze:0",
    ]


def test_each_job_that_failed_is_told_why() -> None:
    output = io.StringIO()
    lines = PlainLines(output, output)
    for number in range(2):
        job = Job(f"breeze:{number}", JobStatus.FAILED, error=JobError("E", "full"))
        lines.on_result(Result(str(job.ref), job, JobFailed(f"{job.ref} failed: E: full", job=job)))
    assert output.getvalue().count("E: full") == 2

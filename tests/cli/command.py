"""Runs `genjobs`, in this process or in one of its own, and reads what it prints."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generation_jobs_cli.main import app
from typer.testing import CliRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer.testing import Result

PROVIDERS = ("breeze", "oxen", "finetuning", "playai")
"""Providers whose jobs run for a while."""

ENDLESS = 1000.0
"""Seconds that no test waits for."""


def genjobs(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    """Run it in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


@contextmanager
def started(*arguments: str | Path, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """Run it in a process of its own, with pipes for its three streams."""
    import os

    command = [sys.executable, "-m", "generation_jobs", *map(str, arguments)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env={**os.environ, **environ}
    ) as process:
        yield process

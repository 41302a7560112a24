"""Runs `genjobs`, in this process or in one of its own, and reads what it prints."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from generation_jobs_cli.main import app
from typer.testing import CliRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generation_jobs_sandbox import Sandbox
    from typer.testing import Result

STORED = "bland:a3f8c2d1-4b5e-6789-0abc-def012345678"
"""A ref whose job every sandbox has, and which has ended."""

ENDLESS = 1000.0
"""Seconds that no test waits for."""

_PROVIDERS = ("breeze", "oxen", "finetuning", "playai")


def genjobs(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    """Run it in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def completed(*arguments: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run it in a process of its own, to the end."""
    return subprocess.run(_command(arguments), capture_output=True, text=True, env={**os.environ, **environ})


def printed_on_terminal(*arguments: str | Path, **environ: str) -> str:
    """Run it in a process of its own, to the end, with a terminal as stdout."""
    reader, terminal = os.openpty()
    printed = bytearray()
    with (
        os.fdopen(reader, "rb", buffering=0) as screen,
        subprocess.Popen(
            _command(arguments), stdout=terminal, stderr=subprocess.DEVNULL, env={**os.environ, **environ}
        ),
    ):
        os.close(terminal)
        with suppress(OSError):  # EIO, once nothing holds the terminal any more
            while data := screen.read(65536):
                printed += data
    return printed.decode()


@contextmanager
def started(*arguments: str | Path, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """Run it in a process of its own, with pipes for its three streams."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(_command(arguments), text=True, env={**os.environ, **environ}, **pipes) as process:
        yield process


def _command(arguments: tuple[str | Path, ...]) -> list[str]:
    return [sys.executable, "-m", "generation_jobs", *map(str, arguments)]


def interrupted(process: subprocess.Popen[str]) -> str:
    """Press Ctrl-C; what it says on stderr before it ends."""
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    message = process.stderr.read()
    assert process.wait(timeout=10) == 130
    return message


def json_lines(result: Result) -> dict[str, dict[str, Any]]:
    """The JSON objects that were printed, by their refs; each ref has one."""
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    by_ref = {line["ref"]: line for line in lines}
    assert len(by_ref) == len(lines), "each ref has one line"
    return by_ref


def add_jobs(box: Sandbox, number: int, **life: Any) -> list[str]:
    """Refs of new jobs, at each provider in turn."""
    providers = (_PROVIDERS[index % len(_PROVIDERS)] for index in range(number))
    return [f"{provider}:{box.world.add(provider, **life)}" for provider in providers]


def refs_file(folder: Path, *lines: str) -> Path:
    """A file with these lines."""
    path = folder / "refs.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path

"""What a command costs, its own children included."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_BYTES = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU of a command and its children, and megabytes that the largest of them had at most."""

    cpu: float
    memory: float


def cost_of(command: Sequence[str], folder: Path, variables: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder, with these variables beside those of this process. Not on Windows.

    Raises:
        RuntimeError: It failed; the message ends with what it printed last.
    """
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(variables or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        assert running.stdout is not None, "it is a pipe"
        printed = running.stdout.read()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {printed.strip()[-500:]}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * _BYTES / 1e6)

"""Measuring in a process of its own, whose memory nothing else has touched. Only Linux tells."""

from __future__ import annotations

import multiprocessing
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.queues import SimpleQueue

T = TypeVar("T")

STATUS = Path("/proc/self/status")


def in_a_process(measure: Callable[[], T]) -> T:
    """What `measure` gives in a new process. Raises `RuntimeError` where it fails, which the process tells itself."""
    context = multiprocessing.get_context("spawn")
    told: SimpleQueue[T] = context.SimpleQueue()
    process = context.Process(target=_tell, args=(measure, told))
    process.start()
    process.join()
    if process.exitcode != 0:
        raise RuntimeError("what was measured failed; see above")
    return told.get()


def resident(what: str = "VmRSS") -> float:
    """Megabytes of memory that this process has now (`VmRSS`), or had at most (`VmHWM`)."""
    found = re.search(rf"{what}:\s+(\d+) kB", STATUS.read_text(encoding="ascii"))
    assert found is not None, "Linux tells it for every process"
    return int(found[1]) * 1024 / 1e6


def _tell(measure: Callable[[], T], told: SimpleQueue[T]) -> None:
    told.put(measure())

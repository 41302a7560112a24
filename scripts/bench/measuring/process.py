"""Measuring in a process of its own, whose memory nothing else has touched. Only Linux reports memory."""

from __future__ import annotations

import math
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
    """Call `measure` in a new process.

    Raises:
        RuntimeError: It failed; the process has printed why.
    """
    context = multiprocessing.get_context("spawn")
    results: SimpleQueue[T] = context.SimpleQueue()
    process = context.Process(target=_measure, args=(measure, results))
    process.start()
    process.join()
    if process.exitcode != 0:
        raise RuntimeError("what was measured failed; see above")
    return results.get()


def resident(what: str = "VmRSS") -> float:
    """Megabytes of memory that this process has now (`VmRSS`), or had at most (`VmHWM`); not a number but on Linux."""
    if not STATUS.exists():
        return math.nan
    found = re.search(rf"{what}:\s+(\d+) kB", STATUS.read_text(encoding="ascii"))
    assert found is not None, "Linux reports it for every process"
    return int(found[1]) * 1024 / 1e6


def _measure(measure: Callable[[], T], results: SimpleQueue[T]) -> None:
    results.put(measure())

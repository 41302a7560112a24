"""Seconds of time and of CPU."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


def wall(run: Callable[[], object]) -> float:
    """Return the seconds that it takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def cpu(run: Callable[[], object]) -> float:
    """Return the seconds of this process's CPU that it takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def cpu_of_children(run: Callable[[], object]) -> float:
    """Return the seconds of CPU of the processes that it starts and waits for."""
    start = _children()
    run()
    return _children() - start


def _children() -> float:
    import resource  # not on Windows

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

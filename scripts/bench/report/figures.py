"""What is measured, and how."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


@dataclass(frozen=True)
class Figure:
    """What something cost, beside what its floor cost, in the same unit; and the most that it may cost, if that is set.

    `most_ratio` is a limit for the ratio, `most_cost` one for the cost itself.
    """

    what: str
    floor: str
    cost: float
    floor_cost: float
    unit: str
    most_ratio: float | None = None
    most_cost: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.cost / self.floor_cost

    @property
    def target(self) -> str:
        """What is aimed at, empty for nothing."""
        if self.most_ratio is not None:
            return f"ratio ≤ {self.most_ratio:g}"
        return "" if self.most_cost is None else f"< {self.most_cost:g} {self.unit}"

    @property
    def met(self) -> bool | None:
        """Whether the target is met, None without one."""
        if self.most_ratio is not None:
            return self.ratio <= self.most_ratio
        return None if self.most_cost is None else self.cost < self.most_cost

    def record(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {**asdict(self), "ratio": self.ratio, "target": self.target, "met": self.met}


def wall(run: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def cpu(run: Callable[[], object]) -> float:
    """Seconds of this process's CPU that it takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def cpu_of_children(run: Callable[[], object]) -> float:
    """Seconds of CPU of the processes that it starts and waits for."""
    start = _children()
    run()
    return _children() - start


def _children() -> float:
    import resource  # not on Windows

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

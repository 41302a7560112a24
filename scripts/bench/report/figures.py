"""What was measured, beside what, and what is aimed at."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

BEFORE = "before"
"""What figures of this tree are beside where the build before the rebuild was measured in the same run."""


@dataclass(frozen=True)
class Target:
    """A limit for a value, or for its ratio to the value beside it."""

    sign: str
    limit: float
    is_ratio: bool = False

    def is_met(self, figure: Figure) -> bool:
        """Return whether a figure is within the limit."""
        value = figure.ratio if self.is_ratio else figure.value
        return value >= self.limit if self.sign == "≥" else value <= self.limit

    def text(self, unit: str) -> str:
        """Return the limit, for people."""
        return f"{self.sign} {self.limit:g} ×" if self.is_ratio else f"{self.sign} {self.limit:g} {unit}"


def at_most(limit: float) -> Target:
    """Return an upper limit, in the unit of the figure."""
    return Target("≤", limit)


def at_least(limit: float) -> Target:
    """Return a lower limit, in the unit of the figure."""
    return Target("≥", limit)


def ratio_at_most(limit: float) -> Target:
    """Return a limit: so many times the value beside it."""
    return Target("≤", limit, is_ratio=True)


@dataclass(frozen=True)
class Figure:
    """A value of ours and the one beside it, in the same unit.

    Args:
        what: What was measured.
        value: Ours, now.
        beside: What it is compared with: `BEFORE`, a peer, or a floor.
        reference: The value of that.
        unit: Of both.
        target: What is aimed at, if anything.
    """

    what: str
    value: float
    beside: str
    reference: float
    unit: str
    target: Target | None = None

    @property
    def ratio(self) -> float:
        """How many times the value beside it; 1 where both are 0."""
        if self.reference == 0:
            return 1.0 if self.value == 0 else math.inf
        return self.value / self.reference

    @property
    def met(self) -> bool | None:
        """Whether the target is met, None without one."""
        return None if self.target is None else self.target.is_met(self)

    @property
    def target_text(self) -> str:
        """The target for people, empty without one."""
        return "" if self.target is None else self.target.text(self.unit)

    def record(self) -> dict[str, Any]:
        """Return all of it, for JSON."""
        return {**asdict(self), "ratio": self.ratio, "target": self.target_text, "met": self.met}

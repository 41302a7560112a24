"""What each process has for itself, such as connections and locks: a child created by `fork` gets its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_forks = 0
"""How many forks lie between this process and the one that imported this module."""


def _count_fork() -> None:
    global _forks
    _forks += 1


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_count_fork)


class PerProcess(Generic[T]):
    """A value that is created at once, and again when a child process first asks for it.

    The parent's value is kept and left alone in the child: closing its connections would disturb the parent.
    """

    def __init__(self, create: Callable[[], T]) -> None:
        self._create = create
        self._values = {_forks: create()}

    def get(self) -> T:
        """Return the value of this process."""
        if _forks not in self._values:
            self._values.setdefault(_forks, self._create())  # the same for all threads
        return self._values[_forks]

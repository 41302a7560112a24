"""Values that every process has of its own, also after a fork."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Generic, TypeVar

T = TypeVar("T")

_forks = 0
"""How many forks lie between this process and the one that imported this module."""


def _count_fork() -> None:
    global _forks
    _forks += 1


def _finish_imports() -> None:
    """Wait for the modules of ours that other threads are importing: a child would wait for them for ever.

    While it waits for one, a thread may begin with the next.
    """
    finished: set[str] = set()
    while new := _our_modules() - finished:
        for name in new:
            with suppress(Exception):  # it is raised in the other thread
                import_module(name)
        finished |= new


def _our_modules() -> set[str]:
    """Return the names of our modules that are imported, or are being looked for: those have a lock only."""
    names = [*sys.modules, *getattr(sys.modules["importlib._bootstrap"], "_module_locks", ())]
    return {name for name in names if name.startswith("generation_jobs") or "_jobs_client" in name}


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(before=_finish_imports, after_in_child=_count_fork)


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

"""The refs of the jobs that were seen last."""

from collections import OrderedDict
from threading import Lock

_MOST = 10_000
"""Refs that are kept at most, about a megabyte."""


class RecentRefs:
    """A set of refs that forgets the oldest. Thread-safe."""

    def __init__(self) -> None:
        self._refs: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def add(self, ref: str) -> None:
        """Add a ref, which is the newest then."""
        with self._lock:
            self._refs[ref] = None
            self._refs.move_to_end(ref)
            if len(self._refs) > _MOST:
                self._refs.popitem(last=False)

    def __contains__(self, ref: str) -> bool:
        return ref in self._refs

"""The refs of the jobs that ended last."""

from itertools import islice
from threading import Lock

_MOST = 10_000
"""Refs that are kept at most, about a megabyte."""


class RecentRefs:
    """A set of refs that forgets the oldest. Thread-safe."""

    def __init__(self) -> None:
        self._refs: dict[str, None] = {}
        self._lock = Lock()

    def add(self, ref: str) -> None:
        """Add a ref, which is the newest then."""
        with self._lock:
            self._refs.pop(ref, None)
            self._refs[ref] = None
            for oldest in list(islice(self._refs, max(0, len(self._refs) - _MOST))):
                del self._refs[oldest]

    def __contains__(self, ref: str) -> bool:
        return ref in self._refs

"""How many refs came to which end, in all and by provider. Holds no job."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generation_jobs import provider_names

from generation_jobs_cli.displays.overview.ends import end_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generation_jobs_cli.result import Result

_REASONS = 20
"""Different reasons of errors that are kept; of the others, only the number of refs is known."""

_REFS_NAMED = 3
_LAST_ERRORS = 3


@dataclass
class Reason:
    """Why some refs of one provider did not succeed: the same for all of them."""

    message: str
    """That of the first one, with its ref."""
    text: str
    """Without a ref."""
    provider: str
    count: int = 0
    refs: list[str] = field(default_factory=list[str])
    """The first of them."""

    def add(self, ref: str) -> None:
        """Count one more."""
        self.count += 1
        if len(self.refs) < _REFS_NAMED:
            self.refs.append(ref)


@dataclass
class RefCounts:
    """Counts of some of the refs."""

    total: int = 0
    ends: Counter[str] = field(default_factory=Counter[str])
    """How many came to which end, see `end_of`."""
    durations: list[float] = field(default_factory=list[float])
    """Seconds from a job's creation to its end, of the jobs that say both."""

    @property
    def done(self) -> int:
        """How many are done."""
        return self.ends.total()

    def add(self, result: Result) -> None:
        """Count one more that is done."""
        self.ends[end_of(result)] += 1
        if result.duration is not None:
            self.durations.append(result.duration)


class Counts:
    """Counts of all refs and of those of each provider, with the errors of some."""

    def __init__(self, refs: Iterable[str]) -> None:
        self._providers = frozenset(provider_names())
        self.all: RefCounts = RefCounts()
        self.by_provider: defaultdict[str, RefCounts] = defaultdict(RefCounts)
        self.errors: int = 0
        self.reasons: dict[tuple[str, str], Reason] = {}
        """By provider and text."""
        self.last_errors: deque[tuple[str, str]] = deque(maxlen=_LAST_ERRORS)
        """Refs and messages."""
        self.files: int = 0
        self.folder: Path | None = None
        """Where the files are."""
        for ref in refs:
            self.all.total += 1
            self._of_provider(ref).total += 1

    def add(self, result: Result) -> None:
        """Count one more ref that is done."""
        self.all.add(result)
        self._of_provider(result.ref).add(result)
        self.files += len(result.files)
        self.folder = result.files[0].parent if result.files else self.folder
        if result.error is not None and (result.trouble or not result.timed_out):  # others are told in one sentence
            self._add_error(result)

    def _add_error(self, result: Result) -> None:
        self.errors += 1
        message = str(result.error)
        self.last_errors.append((result.ref, message))
        provider = result.ref.partition(":")[0]
        key = provider, result.reason
        if key in self.reasons or len(self.reasons) < _REASONS:
            self.reasons.setdefault(key, Reason(message, result.reason, provider)).add(result.ref)

    def _of_provider(self, ref: str) -> RefCounts:
        provider = ref.partition(":")[0]
        return self.by_provider[provider if provider in self._providers else "no provider"]


def requests_per_ref(requests: int, refs: int) -> str:
    """Return how many requests one ref took, to two digits; a dash where there is no ref."""
    return f"{requests / refs:.2f}" if refs else "–"

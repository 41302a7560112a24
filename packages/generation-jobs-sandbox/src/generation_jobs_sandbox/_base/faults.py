"""What can go wrong, by scenario: each job carries a list of faults that is used up in order."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FaultKind = Literal[
    "status",  # another status, with `body` or the provider's own error envelope
    "html",  # a web page where JSON or media was promised, as proxies send them
    "headers",  # the normal answer with more headers, such as Retry-After on a 200
    "redirect",  # to `to`
    "truncated",  # the body ends in the middle; the framing is sound
    "wrong_length",  # Content-Length announces all, half arrives, the connection closes
    "reset",  # connection reset before the first byte
    "reset_in_body",  # connection reset after half of the body
    "stall",  # nothing for `seconds`, then the normal answer
    "stall_in_body",  # half of the body, nothing for `seconds`, then the rest
    "unknown_status",  # the job's status is `word`
    "missing_result",  # the job has succeeded, and its result is absent; waits until it has succeeded
]
Where = Literal["api", "media", "submit", "list", "action"]

# Faults of one job, and those of a provider, which happen to whichever request comes next.
OF_A_JOB: tuple[Where, ...] = ("api", "media")
OF_A_PROVIDER: tuple[Where, ...] = ("submit", "list", "action")

_DEFAULT_STATUS: Mapping[str, int] = {"status": 503, "html": 502, "redirect": 302}
_CHANGES_JOB = frozenset({"unknown_status", "missing_result"})
_REFUSALS = frozenset({"status", "html", "redirect"})


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong, `times` times in a row.

    `on="api"` is the answer that tells the job, `on="media"` the one that carries the result's bytes,
    whichever host serves them; `on="submit"`, `"list"` and `"action"` (cancel, delete, account) are for
    `World.spoil`. `accepted` says whether a submit reached the provider, and costs, although its answer is
    spoilt: where nothing is said, a refusal was not accepted, and what is lost on the way back was.
    `retry_after` is a number of seconds or a moment, sent as an HTTP date. `seconds` caps a stall, which also
    ends when the client leaves or the server stops.
    """

    kind: FaultKind
    times: int = 1
    on: Where = "api"
    status: int | None = None
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    retry_after: int | datetime | None = None
    seconds: float = 30.0
    to: str = "https://elsewhere.example/"
    word: str = "hibernating"
    accepted: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a scenario that could never happen.

        Raises:
            ValueError: naming the field and what it takes.
        """
        if self.kind not in get_args(FaultKind):
            raise ValueError(f"unknown fault {self.kind!r}; one of: {', '.join(get_args(FaultKind))}")
        if self.on not in get_args(Where):
            raise ValueError(f"fault {self.kind!r} is on {self.on!r}; one of: {', '.join(get_args(Where))}")
        if self.times < 1:
            raise ValueError(f"fault {self.kind!r} happens {self.times} times; at least once")
        if self.on != "api" and self.changes_job:
            raise ValueError(f"fault {self.kind!r} changes the job, so it can only be on 'api'")
        if self.on != "submit" and self.accepted is not None:
            raise ValueError(f"fault {self.kind!r} is on {self.on!r}; only a submit is accepted or not")

    @property
    def changes_job(self) -> bool:
        """Whether it changes what the job says rather than how the answer travels."""
        return self.kind in _CHANGES_JOB

    @property
    def lets_through(self) -> bool:
        """Whether the provider takes the request before its answer is spoilt."""
        return self.kind not in _REFUSALS if self.accepted is None else self.accepted

    @property
    def status_code(self) -> int:
        """The status that it answers with, 200 for a kind that keeps the answer's own."""
        return self.status or _DEFAULT_STATUS.get(self.kind, 200)

    @property
    def all_headers(self) -> dict[str, str]:
        """`headers`, and `Retry-After` as it travels."""
        if self.retry_after is None:
            return dict(self.headers)
        hint = self.retry_after
        text = format_datetime(hint, usegmt=True) if isinstance(hint, datetime) else str(hint)
        return dict(self.headers) | {"Retry-After": text}


class FaultQueue:
    """The faults that are still ahead, in order, each place apart."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._ahead: defaultdict[Where, deque[Fault]] = defaultdict(deque)
        self.add(faults)

    def add(self, faults: Iterable[Fault]) -> None:
        """More of them, after those that are there."""
        for fault in faults:
            self._ahead[fault.on].extend([fault] * fault.times)

    def take(self, on: Where, *, succeeded: bool = True) -> Fault | None:
        """The next one, used up by this; None when nothing goes wrong this time."""
        ahead = self._ahead[on]
        if not ahead or (ahead[0].kind == "missing_result" and not succeeded):
            return None
        return ahead.popleft()

"""What can go wrong: faults are queued per job or per provider and used up in order."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from math import inf
from typing import Literal, cast, get_args

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
    "wrong_job",  # the answer is about another job, as from a cache
    "repeated_row",  # a list has its first row twice
    "missing_result",  # the job has succeeded, and its result is absent; waits until it has succeeded
]
Where = Literal["api", "media", "submit", "list", "action"]

# Faults of one job, and faults of a provider, which hit the next request of that kind.
JOB_PLACES: tuple[Where, ...] = ("api", "media")
PROVIDER_PLACES: tuple[Where, ...] = ("submit", "list", "action")

_DEFAULT_STATUS: Mapping[str, int] = {"status": 503, "html": 502, "redirect": 302}
_CHANGES_JOB = frozenset({"unknown_status", "missing_result", "wrong_job"})
_REFUSALS = frozenset({"status", "html", "redirect"})


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong.

    Attributes:
        kind: What goes wrong; `FaultKind` lists the kinds.
        times: How many times in a row.
        on: Which answer it hits. `"api"` is the one with the job, `"media"` the one with the result's bytes,
            whichever host serves them. `"submit"`, `"list"` and `"action"` (cancel, delete, account) are for
            `World.inject_fault`.
        status: HTTP status; the default depends on the kind.
        body: Body instead of the provider's own error body.
        headers: Further headers.
        retry_after: `Retry-After`, as seconds or as a moment, which is sent as an HTTP date.
        seconds: Longest time for a stall; it also ends when the client leaves or the server stops.
        to: Target of a redirect.
        word: The unknown status word.
        accepted: Whether the provider carries out a submit, and charges for it, although the answer goes wrong. By
            default a refusal was not accepted, and an answer that is lost on the way back was.
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
        """Check the combination of fields.

        Raises:
            ValueError: Such a fault can never happen; the message names the field and what it takes.
        """
        if self.kind not in get_args(FaultKind):
            raise ValueError(f"unknown fault {self.kind!r}; one of: {', '.join(get_args(FaultKind))}")
        if self.on not in get_args(Where):
            raise ValueError(f"fault {self.kind!r} is on {self.on!r}; one of: {', '.join(get_args(Where))}")
        self._check_types()
        if self.times < 1 or self.times % 1:
            raise ValueError(f"fault {self.kind!r} happens {self.times!r} times; give a whole number above 0")
        if self.status is not None and not 200 <= self.status <= 599:
            raise ValueError(f"fault {self.kind!r} has the status {self.status!r}; give one from 200 to 599")
        if not 0 <= self.seconds < inf:
            raise ValueError(f"fault {self.kind!r} takes {self.seconds!r} seconds; at least 0, and not for ever")
        if self.on != "api" and self.changes_job:
            raise ValueError(f"fault {self.kind!r} changes the job, so it can only be on 'api'")
        if self.kind == "repeated_row" and self.on != "list":
            raise ValueError(f"fault {self.kind!r} is on {self.on!r}; only a list has rows")
        if self.on != "submit" and self.accepted is not None:
            raise ValueError(f"fault {self.kind!r} is on {self.on!r}; only a submit is accepted or not")

    def _check_types(self) -> None:
        for name in ("times", "status", "seconds"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, int | float):
                raise ValueError(f"fault {self.kind!r} has {name}={value!r}; give a number")
        if not isinstance(cast("object", self.body), str | None):
            raise ValueError(f"fault {self.kind!r} has body={self.body!r}; give a text, such as json.dumps(…)")

    @property
    def changes_job(self) -> bool:
        """Whether the fault changes the job in the body, not how the answer is sent."""
        return self.kind in _CHANGES_JOB

    @property
    def carried_out(self) -> bool:
        """Whether the provider carries out the request before its answer goes wrong."""
        return self.kind not in _REFUSALS if self.accepted is None else self.accepted

    @property
    def status_code(self) -> int:
        """HTTP status of the answer; 200 for kinds that keep the original status."""
        return self.status or _DEFAULT_STATUS.get(self.kind, 200)

    @property
    def all_headers(self) -> dict[str, str]:
        """`headers`, with `Retry-After` if there is one."""
        if self.retry_after is None:
            return dict(self.headers)
        hint = self.retry_after
        text = format_datetime(hint, usegmt=True) if isinstance(hint, datetime) else str(hint)
        return dict(self.headers) | {"Retry-After": text}


class FaultQueue:
    """Faults that are still to happen, in order, separately for each place."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._ahead: defaultdict[Where, deque[Fault]] = defaultdict(deque)
        self.add(faults)

    def add(self, faults: Iterable[Fault]) -> None:
        """Append faults."""
        for fault in faults:
            self._ahead[fault.on].extend([fault] * fault.times)

    def take(self, on: Where, *, succeeded: bool = True) -> Fault | None:
        """Remove and return the next fault, or None if nothing goes wrong this time.

        Args:
            on: The place of the answer that is about to be sent.
            succeeded: Whether the job has succeeded; a missing result waits for that.
        """
        ahead = self._ahead[on]
        if not ahead or (ahead[0].kind == "missing_result" and not succeeded):
            return None
        return ahead.popleft()

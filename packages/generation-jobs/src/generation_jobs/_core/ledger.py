"""What a ledger keeps of each submit, what is known of it after a restart, and the interface of its stores."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias, runtime_checkable
from unicodedata import normalize

from generation_jobs._core.models import Job
from generation_jobs._core.values.status import JobStatus

Verdict: TypeAlias = Literal["found", "probably", "ambiguous", "absent", "unknowable"]
State: TypeAlias = Literal["known", "lost"] | Verdict


class Intent(NamedTuple):
    """A submit that is about to be sent. It holds no API key, and parameters only as hashes.

    Attributes:
        provider: The provider's name.
        account: A hash of API key and base URL; another account's list says nothing about the submit.
        digest: A hash of provider and parameters; see `SubmitUncertain.digest`.
        sent_at: When the request went out, in UTC.
        text: A hash of the text by which the provider's list is searched; see `text_hash`.
        expected: How many jobs it makes.
        key: The caller's name for it, None without one.
        shown: Hashes of the other parameters that a list may show, as a JSON object by their names; None if it has
            none, or was sent by a version that did not keep them. See `value_hashes`.
    """

    provider: str
    account: str
    digest: str
    sent_at: datetime
    text: str | None = None
    expected: int = 1
    key: str | None = None
    shown: str | None = None


class Entry(NamedTuple):
    """A submit in the ledger.

    Attributes:
        number: Its number in the ledger.
        intent: What was sent.
        is_known: Whether its response was read, or its jobs were found later.
        note: Why its response was lost, None if it was not, or the process ended first.
        jobs: Its jobs that have a ref, with their last known status. They have no results: poll them.
    """

    number: int
    intent: Intent
    is_known: bool = False
    note: str | None = None
    jobs: tuple[Job, ...] = ()


@dataclass(frozen=True)
class Search:
    """The result of searching a provider's list for the job of a lost submit.

    Attributes:
        verdict: "found": one job has its text, its time and what else the list shows of its parameters, and no other
            submit fits that job. "probably": a job fits, but its time is off, a parameter is shown otherwise, another
            submit fits it as well, or the account is used by other programs too. "ambiguous": several jobs fit.
            "absent": there is none, and the list would certainly show it. "unknowable": the list does not show it, or
            not yet.
        jobs: The jobs that fit; for "unknowable", those of its time whose text may be its own, cut off, if any.
    """

    verdict: Verdict
    jobs: tuple[Job, ...] = ()


@dataclass(frozen=True)
class Submitted:
    """A submit in the ledger that is not done.

    Attributes:
        number: Its number in the ledger.
        provider: The provider's name.
        key: The caller's name for it, None without one.
        sent_at: When the request went out, in UTC.
        state: "known": its jobs are known. "lost": its response is not. After a search: one of `Search.verdict`.
        jobs: Its jobs, or those that could be its jobs. They have no results: poll them.
        reason: What is known, and what to do.
    """

    number: int
    provider: str
    key: str | None
    sent_at: datetime
    state: State
    jobs: tuple[Job, ...]
    reason: str


for _public in (Search, Submitted):
    _public.__module__ = "generation_jobs"  # the name in pickles


class KeyTakenError(Exception):
    """There is a submit with this key already.

    Attributes:
        entry: That submit.
    """

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.entry = entry


@runtime_checkable
class Ledger(Protocol):
    """A store of submits. Each method blocks, is thread-safe, and may raise `LedgerError`."""

    def begin(self, intent: Intent) -> int:
        """Write an intent; return its number once it is safe on disk. Raises `KeyTakenError`."""
        ...

    def drop(self, number: int) -> None:
        """Remove a submit that certainly made no job, so that its key may be used again."""
        ...

    def answer(self, number: int, refs: Sequence[str]) -> None:
        """Write what a submit made: it is known now, also without refs (if the response itself was the result).

        Raises `LedgerError` if the submit is not there any more, or if all the refs belong to other submits: it is
        lost then.
        """
        ...

    def settle(self, number: int, refs: Sequence[str]) -> bool:
        """Write the refs that a search has found for a lost submit. No refs: it certainly made no job, and is removed.

        Several processes may search at once. So nothing is written, and False returned, if the submit is no longer
        lost, or if one of the refs belongs to another submit.
        """
        ...

    def lose(self, number: int, note: str) -> None:
        """Write why the response to a submit was lost."""
        ...

    def record(self, ref: str, status: JobStatus, files: Sequence[str] = ()) -> None:
        """Write the status of a job and where its results were saved. Does nothing for a ref that is not in it."""
        ...

    def find(self, key: str) -> Entry | None:
        """Return the submit with this key."""
        ...

    def pending(self) -> list[Entry]:
        """Return all submits that are not done, oldest first.

        Done is a job that failed, was cancelled or whose results were saved.
        """
        ...

    def claimed(self, provider: str) -> Mapping[str, Intent]:
        """Return the submit of each ref of a provider, and under its number each known submit that has no ref."""
        ...

    def close(self) -> None:
        """Close files and connections; the next call opens them again."""
        ...


def is_done(status: JobStatus, files: Sequence[str]) -> bool:
    """Return whether nothing is left to do for a job."""
    return bool(files) or (status.is_final and status is not JobStatus.SUCCEEDED)


def digest(provider: str, parameters: Mapping[str, Any]) -> str:
    """Return a name for a submit: the first 16 hex digits of the SHA-256 of its canonical JSON."""
    text = json.dumps([provider, parameters], default=str)
    plain = json.loads(text, parse_float=lambda digits: _whole(float(digits)))
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def value_hashes(values: Mapping[str, object]) -> dict[str, str]:
    """Return short hashes of those values that are text or numbers, of which lists show 60.0 as 60 or "60", too."""
    hashes = {name: text_hash(_plain(value)) for name, value in values.items() if value != ""}
    return {name: found[:8] for name, found in hashes.items() if found is not None}


def _plain(value: object) -> object:
    if isinstance(value, float):
        value = _whole(value)
    return str(value) if isinstance(value, int | float) else value


def _whole(number: float) -> float | int:
    """Return 60 for 60.0, as which a number may come back from a list, or from a program in another language."""
    return int(number) if number.is_integer() else number


def text_hash(text: object) -> str | None:
    """Return a hash of a text that survives what providers do to it: trimming, case, HTML escapes, Unicode forms."""
    if not isinstance(text, str):
        return None
    from html import unescape  # late: it has a table of all names

    plain = normalize("NFC", " ".join(unescape(text).split())).casefold()
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def differing(shown: Mapping[str, str], intent: Intent) -> set[str]:
    """Return the names of the parameters that a list shows otherwise than they were submitted."""
    try:
        submitted = dict(json.loads(intent.shown or "{}"))
    except (ValueError, TypeError):  # damaged: the text is still there
        submitted = {}
    return {name for name, value in shown.items() if submitted.get(name, value) != value}

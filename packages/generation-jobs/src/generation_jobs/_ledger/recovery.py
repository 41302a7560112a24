"""What is known of submits after a restart, and the search for those whose responses were lost."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal, TypeAlias

from generation_jobs._core.errors import GenerationJobsError
from generation_jobs._core.io import IO
from generation_jobs._core.ledger import Entry, Intent, Ledger
from generation_jobs._core.models import Job
from generation_jobs._ledger.matching import ListSearch, Search, Verdict
from generation_jobs._values.status import JobStatus

State: TypeAlias = Literal["known", "lost"] | Verdict

_REASONS: dict[State, str] = {
    "known": "wait for its jobs, and download them",
    "lost": "no answer was read: it is under way, or its process ended; search for it with recover",
    "found": "its job was found in the provider's list; wait for it, and download it",
    "probably": "this job fits, but its time is off, or another submit fits it too: check it",
    "ambiguous": "several jobs fit: check which one it is",
    "absent": "the provider's list would show a job, and has none: it may be submitted anew",
    "unknowable": "the provider's list does not show it, or not yet: search again ten minutes after the submit, or ask "
    "the provider",
}


@dataclass(frozen=True)
class Submitted:
    """A submit in the ledger that is not done.

    Attributes:
        number: Its number in the ledger.
        provider: The provider's name.
        key: The caller's name for it, None without one.
        sent_at: When the request went out, in UTC.
        state: "known": its jobs are known. "lost": its answer is not. After a search: one of `Search.verdict`.
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


Submitted.__module__ = "generation_jobs"  # the name in pickles


async def find(
    intent: Intent,
    refs: Sequence[str],
    ledger: Ledger | None,
    io: IO,
    search: Callable[[str, ListSearch], Awaitable[Sequence[Search]]],
) -> Search:
    """Return the jobs of one submit, whose response may name them; see `recover`."""
    if refs:
        return Search("found", tuple(Job(ref, JobStatus.UNKNOWN) for ref in refs))
    claimed: Mapping[str, Intent] = {} if ledger is None else await io.run(lambda: ledger.claimed(intent.provider))
    return (await search(intent.provider, ListSearch([intent], claimed)))[0]


async def pending(ledger: Ledger, io: IO) -> list[Submitted]:
    """Return the submits that are not done, without any request."""
    return [_submitted(entry) for entry in await io.run(ledger.pending)]


async def recover(
    ledger: Ledger,
    io: IO,
    account: Callable[[str], str],
    search: Callable[[str, ListSearch], Awaitable[Sequence[Search]]],
) -> list[Submitted]:
    """Search for the lost submits, and return all that are not done. What is certain is written into the ledger.

    `account` returns the hash of a provider's account (see `Intent.account`), and `search` searches its list.
    """
    entries = await io.run(ledger.pending)
    found: dict[int, Submitted] = {entry.number: _submitted(entry) for entry in entries}
    for provider in dict.fromkeys(entry.intent.provider for entry in entries if not entry.is_known):
        lost = [entry for entry in entries if entry.intent.provider == provider and not entry.is_known]
        try:
            found.update(await _search(ledger, io, lost, account(provider), search))
        except GenerationJobsError as error:  # of this provider: the others are searched all the same
            found.update({entry.number: _submitted(entry, Search("unknowable"), str(error)) for entry in lost})
    return [found[entry.number] for entry in entries]


async def _search(
    ledger: Ledger,
    io: IO,
    lost: Sequence[Entry],
    account: str,
    search: Callable[[str, ListSearch], Awaitable[Sequence[Search]]],
) -> dict[int, Submitted]:
    """Search for all lost submits of one provider in one pass, and write down what is certain."""
    other = "it was submitted with another API key or base URL: recover with that one"
    found = {e.number: _submitted(e, Search("unknowable"), other) for e in lost if e.intent.account != account}
    mine = [entry for entry in lost if entry.number not in found]
    if not mine:
        return found
    provider = mine[0].intent.provider
    claimed = await io.run(lambda: ledger.claimed(provider))
    results = await search(provider, ListSearch([entry.intent for entry in mine], claimed))
    for entry, result in zip(mine, results, strict=True):
        found[entry.number] = _submitted(entry, result)
        if result.verdict in {"found", "absent"}:
            await io.run(partial(_settle, ledger, entry, result))
    return found


def _settle(ledger: Ledger, entry: Entry, result: Search) -> None:
    if result.verdict == "absent":
        ledger.drop(entry.number)
    else:
        ledger.answer(entry.number, [str(job.ref) for job in result.jobs])


def _submitted(entry: Entry, search: Search | None = None, reason: str | None = None) -> Submitted:
    intent = entry.intent
    state: State = search.verdict if search else "known" if entry.is_known else "lost"
    jobs = search.jobs if search else entry.jobs
    why = reason or (f"{entry.note}; {_REASONS[state]}" if entry.note and state != "known" else _REASONS[state])
    return Submitted(entry.number, intent.provider, intent.key, intent.sent_at, state, jobs, why)

"""Submits by key: sent once, and found again after a worker died or a response was lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from generation_jobs import ConfigurationError, SubmitUncertain

from generation_jobs_temporal.failures import UnresolvedSubmit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from typing import Any

    from generation_jobs import AsyncJobs, Job, Submitted
    from generation_jobs.ledger import Entry, Ledger

    from generation_jobs_temporal.payloads import Submit

T = TypeVar("T")

_SOON, _LATER, _NEEDS_A_PERSON = 1.0, 60.0, 300.0
"""Seconds until a submit without a known job is looked at again."""

_OF_ITS_AGE = 1 / 4
"""Right after a kill the list is read again soon; what it does not show after minutes takes the full ten."""


class Submits:
    """The submits of one client.

    Raises:
        ConfigurationError: The client has no ledger.
    """

    def __init__(self, jobs: AsyncJobs) -> None:
        if jobs.ledger is None:
            raise ConfigurationError(
                "the workers need a ledger that all of them share: set GENJOBS_LEDGER to postgresql://… (to a file if "
                "all run on one machine), or pass AsyncJobs(…, ledger=…)"
            )
        self._jobs = jobs
        self._ledger: Ledger = jobs.ledger
        self._searching = asyncio.Lock()

    async def submit(self, request: Submit, key: str) -> tuple[Job, ...]:
        """Return the jobs of a submit, of the first one with this key; see `find` for the errors."""
        _check_names(request)
        sending = self._jobs.submit_many(request.provider, key=key, **request.parameters)
        try:
            return await _sent_whole(sending, lambda: self._entry(key))
        except SubmitUncertain:
            if found := await self.find(key):
                return found
            raise UnresolvedSubmit(f"the submit with key={key!r} was dropped from the ledger", _SOON) from None

    async def find(self, key: str) -> tuple[Job, ...]:
        """Return the jobs of a submit that was begun, none if there was none.

        Raises:
            UnresolvedSubmit: Its response was lost, and the provider's list does not settle it yet, or not at all.
            SubmitUncertain: It was accepted, and its result went with the answer: the provider gives no ref.
        """
        async with self._searching:  # one search is for all submits that are lost
            entry = await self._entry(key)
            if entry is None:
                return ()
            if not entry.is_known:
                return self._found(key, await self._jobs.recover())
        if not entry.jobs:
            error = _result_lost(entry)
            raise error
        return entry.jobs

    def _found(self, key: str, submits: Sequence[Submitted]) -> tuple[Job, ...]:
        for submit in submits:
            if submit.key != key:
                continue
            if submit.state in {"known", "found"}:
                return tuple(submit.jobs)
            raise _unresolved(submit)
        raise UnresolvedSubmit(f"the submit with key={key!r} has just ended", _SOON)

    async def _entry(self, key: str) -> Entry | None:
        return await asyncio.to_thread(self._ledger.find, key)


def _check_names(request: Submit) -> None:
    """Raise `ConfigurationError` for a parameter that would be taken for another argument."""
    if taken := {"key", "provider"} & set(request.parameters):
        raise ConfigurationError(
            f"parameters: {min(taken)!r} is not a field of {request.provider}; pass it beside `parameters`, not in it"
        )


def _unresolved(submit: Submitted) -> UnresolvedSubmit:
    age = (datetime.now(UTC) - submit.sent_at).total_seconds()
    later = min(max(age * _OF_ITS_AGE, _SOON), _LATER)
    seconds = {"absent": _SOON, "unknowable": later, "lost": later}.get(submit.state, _NEEDS_A_PERSON)
    where = f"submit {submit.number} of the ledger (key={submit.key!r}) is {submit.state}"
    advice = f"; `genjobs recover --is {submit.number}=REF` or `--drop {submit.number}` settles it"
    return UnresolvedSubmit(f"{where}: {submit.reason}{'' if submit.state == 'absent' else advice}", seconds)


def _result_lost(entry: Entry) -> SubmitUncertain:
    intent = entry.intent
    return SubmitUncertain(
        f"{intent.provider}: the submit with key={intent.key!r} was accepted, and its result was lost with the worker: "
        "this provider answers with the result itself; look for it in the provider's list",
        provider=intent.provider,
        parameters={},
        digest=intent.digest,
        submitted_at=intent.sent_at,
    )


async def _sent_whole(sending: Coroutine[Any, Any, T], entry: Callable[[], Awaitable[object]]) -> T:
    """Await a submit. When cancelled, let it end if it has been sent: its answer says what was paid for."""
    task = asyncio.create_task(sending)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if await entry() is None:
            task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise

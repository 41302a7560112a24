"""Submits by key: sent once, and found again after a worker was killed or a response was lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from generation_jobs import ConfigurationError, GenerationJobsError, SubmitUncertain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generation_jobs import Job, Jobs, Submitted
    from generation_jobs.ledger import Entry, Ledger

_PATIENCE = 660.0
"""Seconds after which a provider's list certainly shows what was submitted, with a minute to spare."""

_SHORTEST, _LONGEST = 1.0, 60.0
_OF_ITS_AGE = 1 / 4
"""Right after a kill the list is read again soon; what it does not show after minutes takes the full ten."""


class SubmitUnresolved(GenerationJobsError):
    """It is not known whether a submit was accepted, and it cannot be found out: a person has to look."""


class NotSettledYet(Exception):
    """It is not known yet whether a submit was accepted.

    Attributes:
        seconds: When to look again.
    """

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


def submit_once(jobs: Jobs, provider: str, parameters: Mapping[str, Any], key: str) -> tuple[Job, ...]:
    """Submit unless that was done before, and return the jobs of the first submit with this key.

    Args:
        jobs: The client, with a ledger.
        provider: The provider's name.
        parameters: Its fields.
        key: The name of the submit.

    Raises:
        NotSettledYet: The answer to the first submit was lost, and the provider's list does not show a job yet.
        SubmitUnresolved: The list does not settle it at all, or the result was lost with the answer.
        GenerationJobsError: Any other, as in `Jobs.submit`.
    """
    _check(provider, parameters)
    while True:
        try:
            return jobs.submit_many(provider, key=key, **parameters)
        except SubmitUncertain:
            if found := _find(jobs, key):
                return found  # else it certainly never arrived, and its key is free again


def _check(provider: str, parameters: object) -> None:
    if not isinstance(parameters, Mapping):
        raise ConfigurationError(f"parameters={parameters!r}: give a dict of {provider}'s fields")
    if taken := {"key", "provider"} & set(cast("Mapping[str, Any]", parameters)):
        raise ConfigurationError(
            f"parameters: {min(taken)!r} is not a field of {provider}; pass it beside `parameters`, not in it"
        )


def _find(jobs: Jobs, key: str) -> tuple[Job, ...]:
    """Return the jobs of a submit whose response was lost, none if it certainly made none."""
    submits = jobs.recover()
    entry = cast("Ledger", jobs.ledger).find(key)
    if entry is None:
        return ()
    if not entry.is_known:
        error = _open(entry, submits)
        raise error
    if not entry.jobs:
        raise SubmitUnresolved(
            f"{_name(entry)} was accepted and charged for, and its result was lost with the worker: this provider "
            "answers with the result itself, so look for it in the provider's list"
        )
    return entry.jobs


def _open(entry: Entry, submits: Sequence[Submitted]) -> Exception:
    """Return the error of a submit that the provider's list does not settle."""
    state, reason = next(
        ((s.state, s.reason) for s in submits if s.number == entry.number), ("lost", "it is under way")
    )
    age = (datetime.now(UTC) - entry.intent.sent_at).total_seconds()
    if age < _PATIENCE:
        seconds = min(max(age * _OF_ITS_AGE, _SHORTEST), _LONGEST)
        return NotSettledYet(f"{_name(entry)} is {state}: {reason}", seconds)
    jobs = "one job" if entry.intent.expected == 1 else f"{entry.intent.expected} jobs"
    return SubmitUnresolved(
        f"{_name(entry)} is {state}: {reason}. There may be a charge for {jobs}, so it is not sent again. Look at the "
        f"provider, then run `genjobs recover --is {entry.number}=REF` if there is a job, or `genjobs recover --drop "
        f"{entry.number}` if there is none, and clear the task"
    )


def _name(entry: Entry) -> str:
    intent = entry.intent
    return f"the submit with key={intent.key!r} to {intent.provider} at {intent.sent_at:%Y-%m-%d %H:%M:%S} UTC"

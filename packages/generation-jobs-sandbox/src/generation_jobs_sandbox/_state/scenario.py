"""How a job is to go, as a test says it, checked against what the provider has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from generation_jobs_sandbox._base.faults import JOB_PLACES, Fault, Where
from generation_jobs_sandbox._base.life import OUTCOMES, Life, Phase
from generation_jobs_sandbox.providers.base import Provider


@dataclass(frozen=True)
class Scenario:
    """How a job is to go.

    Attributes:
        outcome: How it ends.
        queued: Seconds in the queue; None for the world's default.
        running: Seconds of work; None for the world's default.
        media: Kind of result; None for what is submitted.
        faults: What goes wrong with its answers.
    """

    outcome: Phase = Phase.SUCCEEDED
    queued: float | None = None
    running: float | None = None
    media: str | None = None
    faults: tuple[Fault, ...] = ()

    def life(self, now: datetime, queued: float, running: float) -> Life:
        """Return the life of a job that starts now, with default durations in seconds."""
        queued_for = timedelta(seconds=queued if self.queued is None else self.queued)
        running_for = timedelta(seconds=running if self.running is None else self.running)
        return Life(now, queued_for, running_for, self.outcome)


def make_scenario(
    provider: Provider,
    outcome: str,
    queued: float | None,
    running: float | None,
    media: str | None,
    faults: Iterable[Fault],
) -> Scenario:
    """Check the arguments and make a scenario of them.

    Raises:
        ValueError: The provider does not have such jobs; the message names what it has.
    """
    for name, seconds in (("queued", queued), ("running", running)):
        check_seconds(name, 0.0 if seconds is None else seconds)
    if not provider.has_status and (queued or 0.0) + (running or 0.0) > 0:
        raise ValueError(f"{provider.name} stores only finished jobs: queued and running must be 0")
    if media is not None and media not in provider.makes:
        raise ValueError(f"{provider.name} does not make {media!r}; one of: {', '.join(provider.makes)}")
    return Scenario(_outcome(provider, outcome), queued, running, media, _faults(provider, faults))


def check_id(job_id: str) -> str:
    """Return an id as it is.

    Raises:
        ValueError: It cannot be an id.
    """
    # All that one segment of a path can hold, so that a client's quoting can be tried.
    if not job_id or "/" in job_id or job_id in (".", "..") or not (job_id.isascii() and job_id.isprintable()):
        raise ValueError(f"{job_id!r} cannot be an id: one segment of a path, in printable ASCII")
    return job_id


_LONGEST = 1e9
"""Seconds, some thirty years."""


def check_seconds(name: str, seconds: object) -> None:
    """Check how long something takes.

    Raises:
        ValueError: Nothing takes so long; the message names what may be given.
    """
    if not isinstance(seconds, int | float) or not 0 <= seconds <= _LONGEST:
        raise ValueError(f"{name} is {seconds!r}: give a number of seconds from 0 to {_LONGEST:.0f}")


def check_clock(now: object) -> None:
    """Check that a clock gives aware times.

    Raises:
        ValueError: It does not.
    """
    moment = now() if callable(now) else now
    if not callable(now) or not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError(f"now is {now!r}: give a function that returns a datetime with a time zone")


def check_places(faults: Iterable[Fault], known: tuple[Where, ...], taker: str) -> None:
    """Check that these are faults, in the places that `taker` accepts.

    Raises:
        ValueError: One is no fault, or in another place; the message names the accepted ones.
    """
    for fault in faults:
        if not isinstance(cast("object", fault), Fault):
            raise ValueError(f"{fault!r} is no fault: {taker} takes faults such as Fault('reset', on={known[0]!r})")
        if fault.on not in known:
            raise ValueError(f"fault {fault.kind!r} is on {fault.on!r}; {taker} takes: {', '.join(known)}")


def _outcome(provider: Provider, word: str) -> Phase:
    known = [phase for phase in OUTCOMES if phase in provider.words]
    if word not in known:
        raise ValueError(f"a job of {provider.name} cannot end as {word!r}; one of: {', '.join(known) or 'none'}")
    return Phase(word)


def _faults(provider: Provider, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    if isinstance(faults, Fault):
        raise ValueError("faults is one Fault: give a list")
    found = tuple(faults)
    check_places(found, JOB_PLACES, "a job")
    if not provider.has_status and any(fault.kind == "unknown_status" for fault in found):
        raise ValueError(f"a job of {provider.name} has no status, so it cannot have an unknown one")
    return found

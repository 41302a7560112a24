"""What a test says becomes of a job, checked against what the provider has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation_jobs_sandbox._base.faults import OF_A_JOB, Fault
from generation_jobs_sandbox._base.life import OUTCOMES, Phase
from generation_jobs_sandbox.providers import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generation_jobs_sandbox._base.faults import Where
    from generation_jobs_sandbox.providers.base import Provider


@dataclass(frozen=True)
class Plan:
    """What becomes of the next job; None where the world's own durations hold."""

    outcome: Phase = Phase.SUCCEEDED
    queued: float | None = None
    running: float | None = None
    media: str | None = None
    faults: tuple[Fault, ...] = ()


def provider_of(name: str) -> Provider:
    """The provider of this name. Raises `ValueError`, naming those there are."""
    if name not in PROVIDERS:
        raise ValueError(f"unknown provider {name!r}; one of: {', '.join(PROVIDERS)}")
    return PROVIDERS[name]


def checked_id(given: str) -> str:
    """An id that a test gives. Raises `ValueError`."""
    # Everything that can stand in one segment of a path, so that a client's quoting can be tried.
    if not given or "/" in given or given in (".", "..") or not (given.isascii() and given.isprintable()):
        raise ValueError(f"{given!r} cannot be an id: one segment of a path, in printable ASCII")
    return given


def _outcome(provider: Provider, word: str) -> Phase:
    known = [phase for phase in OUTCOMES if phase in provider.words]
    if word not in known:
        raise ValueError(f"a job of {provider.name} cannot end as {word!r}; one of: {', '.join(known) or 'none'}")
    return Phase(word)


def media_of(provider: Provider, kind: str | None) -> str:
    """The kind of media that is made, the provider's own where none is named. Raises `ValueError`."""
    if kind is not None and kind not in provider.makes:
        raise ValueError(f"{provider.name} does not make {kind!r}; one of: {', '.join(provider.makes)}")
    return kind or provider.makes[0]


def plan_of_job(
    provider: Provider,
    outcome: str,
    queued: float | None,
    running: float | None,
    media: str | None,
    faults: Iterable[Fault],
) -> Plan:
    """What a test says becomes of a job. Raises `ValueError` for what the provider does not have."""
    if not provider.has_status and (queued or 0.0) + (running or 0.0) > 0:
        raise ValueError(f"{provider.name} stores only finished jobs: queued and running must be 0")
    kind = None if media is None else media_of(provider, media)
    return Plan(_outcome(provider, outcome), queued, running, kind, _faults(provider, faults))


def _faults(provider: Provider, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    found = tuple(faults)
    if not provider.has_status and any(fault.kind == "unknown_status" for fault in found):
        raise ValueError(f"a job of {provider.name} has no status, so it cannot have an unknown one")
    check_places(found, OF_A_JOB, "a job")
    return found


def check_places(faults: Iterable[Fault], known: tuple[Where, ...], taker: str) -> None:
    """Raise `ValueError` for a fault that does not happen here; `taker` is what takes the `known` ones."""
    for fault in faults:
        if fault.on not in known:
            raise ValueError(f"fault {fault.kind!r} is on {fault.on!r}; {taker} takes: {', '.join(known)}")

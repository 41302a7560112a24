"""Submitting: every decision, no I/O. A submit costs money, so that it is never sent twice on a guess."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from difflib import get_close_matches
from inspect import signature
from typing import TYPE_CHECKING, Any

from generation_jobs._core.errors import (
    APIError,
    ConfigurationError,
    RateLimitedError,
    SubmitUncertain,
    TransportError,
    UndecodableResponse,
)
from generation_jobs._core.policy import PollInterval, retry_delay
from generation_jobs._generated.parameters import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from generation_jobs._core.models import Job
    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import Submit

_RETRIES = PollInterval(floor=1.0, ceiling=30.0)
_LOST_BEHIND_GATEWAY = frozenset({408, 502, 504, 520, 522, 523, 524})
"""What proxies say when they did not hear the provider out; a machine code in the body is the provider's own word."""


@dataclass
class Submission:
    """One submit."""

    session: ProviderSession
    operation: Submit[Any]
    parameters: Mapping[str, Any]
    started: float = field(init=False)
    submitted_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.session.config.clock.monotonic()
        self.submitted_at = self.session.config.clock.now()

    async def send(self) -> tuple[Job, ...]:
        """Submit. See `Jobs.submit` for what is raised."""
        kwargs = self._kwargs()
        streak = 0
        while True:
            try:
                # Its turn may be long in coming where hundreds are submitted at once; that leaves no doubt about it.
                model, answer = await self.session.call(
                    self.session.name,
                    self.operation.operation,
                    kwargs,
                    self.started + self.session.policy.submit_deadline,
                    "submit",
                )
                return self.operation.read(model, answer)
            except (APIError, TransportError) as error:
                if _is_lost(error):
                    raise self._uncertain(error) from error
                streak += 1
                await self._pause(streak, error)

    def _kwargs(self) -> dict[str, Any]:
        check_names(self.session.name, fields_of(self.session.name, self.operation), self.parameters)
        try:
            return self.operation.operation.get_kwargs(**self.parameters)
        except self.session.adapter.refused as error:
            raise ConfigurationError(f"{self.session.name}: {error}") from None
        except TypeError as error:  # a required one is missing: Python's own message names it
            raise ConfigurationError(f"{self.session.name}: {str(error).partition(' ')[2]}") from None

    async def _pause(self, streak: int, error: APIError | TransportError) -> None:
        hint = error.retry_after if isinstance(error, APIError) else None
        delay = retry_delay(_RETRIES, streak, hint, self.session.config.random)
        elapsed = self.session.config.clock.monotonic() - self.started
        if not self._is_refused(error) or elapsed + delay > self.session.policy.submit_deadline:
            raise error
        await self.session.io.sleep(delay)

    def _is_refused(self, error: APIError | TransportError) -> bool:
        """Whether the provider surely has not taken the job, and may take it later."""
        if isinstance(error, TransportError):
            return not error.maybe_received
        return isinstance(error, RateLimitedError) or (
            error.status_code == 503 and error.code in self.operation.refused
        )

    def _uncertain(self, error: APIError | TransportError) -> SubmitUncertain:
        provider = self.session.name
        return SubmitUncertain(
            f"{provider}: the answer to a submit was lost ({error}). There may be a job, and a charge, so that it was "
            "not sent again; jobs.find_submitted(error) looks for it",
            provider=provider,
            parameters=self.parameters,
            digest=digest(provider, self.parameters),
            submitted_at=self.submitted_at,
        )


def _is_lost(error: APIError | TransportError) -> bool:
    """Whether the provider may have taken the job although we do not know of it."""
    if isinstance(error, TransportError):
        return error.maybe_received
    lost_by_gateway = error.status_code in _LOST_BEHIND_GATEWAY and error.code is None
    return isinstance(error, UndecodableResponse) or lost_by_gateway


def fields_of(provider: str, action: Submit[Any]) -> Mapping[str, str]:
    """The parameters that a submit takes, each with its help; without help where another package brings it."""
    return FIELDS.get(provider) or dict.fromkeys(signature(action.operation.get_kwargs).parameters, "")


def check_names(provider: str, known: Mapping[str, str], parameters: Mapping[str, Any]) -> None:
    """Raise `ConfigurationError` for a parameter that the provider does not have, naming the nearest that it has."""
    for name in parameters:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            guess = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}"
            raise ConfigurationError(f"{provider} has no parameter {name!r}: {guess}")


def digest(provider: str, parameters: Mapping[str, Any]) -> str:
    """A name for what was submitted: the start of the SHA-256 of its canonical JSON."""
    text = json.dumps([provider, parameters], sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]

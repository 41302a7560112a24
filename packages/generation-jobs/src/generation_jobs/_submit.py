"""Submits jobs. A submit costs money, so that it is only repeated if the provider surely has not accepted it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
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

    from generation_jobs._core.io import Answer
    from generation_jobs._core.models import Job
    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import Submit

_RETRIES = PollInterval(floor=1.0, ceiling=30.0)
_LOST_BEHIND_GATEWAY = frozenset({408, 502, 504, 520, 522, 523, 524})
"""Statuses of a proxy that lost the provider's response, unless the body has an error code of the provider."""


@dataclass
class Submission:
    """One submit. `send` returns its jobs."""

    session: ProviderSession
    operation: Submit[Any]
    parameters: Mapping[str, Any]
    started: float = field(init=False)
    submitted_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.session.config.clock.monotonic()
        self.submitted_at = self.session.config.clock.now()

    async def send(self) -> tuple[Job, ...]:
        kwargs = self._kwargs()
        streak = 0
        while True:
            try:
                # Waiting for its turn may take long if hundreds are submitted at once; nothing is sent meanwhile.
                model, answer = await self.session.call(
                    self.session.name,
                    self.operation.operation,
                    kwargs,
                    self.started + self.session.policy.submit_deadline,
                    "submit",
                )
                return self.session.read(model, partial(self._jobs, answer))
            except (APIError, TransportError) as error:
                if _is_lost(error):
                    raise self._uncertain(error) from error
                streak += 1
                await self._pause(streak, error)

    def _jobs(self, answer: Answer, model: object) -> tuple[Job, ...]:
        return self.operation.read(model, answer)

    def _kwargs(self) -> dict[str, Any]:
        check_names(self.session.name, fields_of(self.session.name, self.operation), self.parameters)
        try:
            return self.operation.operation.get_kwargs(**self.parameters)
        except self.session.adapter.refused as error:
            raise ConfigurationError(f"{self.session.name}: {error}") from None
        except TypeError as error:  # a required parameter is missing; Python's message names it
            raise ConfigurationError(f"{self.session.name}: {str(error).partition(' ')[2]}") from None

    async def _pause(self, streak: int, error: APIError | TransportError) -> None:
        hint = error.retry_after if isinstance(error, APIError) else None
        delay = retry_delay(_RETRIES, streak, hint, self.session.config.random)
        elapsed = self.session.config.clock.monotonic() - self.started
        if not self._is_rejected(error) or elapsed + delay > self.session.policy.submit_deadline:
            raise error
        await self.session.io.sleep(delay)

    def _is_rejected(self, error: APIError | TransportError) -> bool:
        """Return whether the provider surely has not accepted the job, but may accept it later."""
        if isinstance(error, TransportError):
            return not error.maybe_received
        no_capacity = error.status_code == 503 and error.code in self.operation.refused
        return isinstance(error, RateLimitedError) or no_capacity

    def _uncertain(self, error: APIError | TransportError) -> SubmitUncertain:
        provider = self.session.name
        return SubmitUncertain(
            f"{provider}: the response to a submit was lost ({error}). There may be a job and a charge, so it was not "
            "sent again; jobs.find_submitted(error) searches for the job",
            provider=provider,
            parameters=self.parameters,
            digest=digest(provider, self.parameters),
            submitted_at=self.submitted_at,
        )


def _is_lost(error: APIError | TransportError) -> bool:
    """Return whether the provider may have accepted the job."""
    if isinstance(error, TransportError):
        return error.maybe_received
    lost_by_gateway = error.status_code in _LOST_BEHIND_GATEWAY and error.code is None
    return isinstance(error, UndecodableResponse) or lost_by_gateway


def fields_of(provider: str, action: Submit[Any]) -> Mapping[str, str]:
    """Return the parameters of a submit with their help texts, which are empty if another package brings it."""
    return FIELDS.get(provider) or dict.fromkeys(signature(action.operation.get_kwargs).parameters, "")


def check_names(provider: str, known: Mapping[str, str], parameters: Mapping[str, Any]) -> None:
    """Raise `ConfigurationError` for an unknown parameter; the message names the most similar known one."""
    for name in parameters:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            guess = f"did you mean {near[0]}?" if near else f"its parameters are {', '.join(known)}"
            raise ConfigurationError(f"{provider} has no parameter {name!r}: {guess}")


def digest(provider: str, parameters: Mapping[str, Any]) -> str:
    """Return a name for a submit: the first 16 hex digits of the SHA-256 of its canonical JSON."""
    text = json.dumps([provider, parameters], sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]

"""Limits and timings of one provider: what an adapter documents, and what a user may set instead."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from generation_jobs._core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sliding_window_quota import Rate

Kind: TypeAlias = Literal["read", "submit"]
"""Kinds of calls with a limit of their own: providers count submits apart from everything else."""

HINT_CEILING = 120.0
"""A longer wait that a provider asks for (`Retry-After`) is obeyed, but not for more seconds than this."""

JITTER = 0.03
"""Delays vary by up to a thirtieth, so that jobs submitted together do not stay in step."""

KINDS: tuple[Kind, ...] = ("read", "submit")

_OURS = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "content-type"})
"""Headers that say how a request is framed or decoded; setting them would break it."""


@dataclass(frozen=True, slots=True)
class PollInterval:
    """Bounds for the seconds between two polls of a job: never less than `floor`, never more than `ceiling`.

    `learned_ceiling` takes the place of `ceiling` once durations of such jobs have been seen; None keeps `ceiling`.
    A longer wait that the provider itself asks for (`Retry-After`) is obeyed, up to two minutes.
    """

    floor: float
    ceiling: float
    learned_ceiling: float | None = None

    @property
    def longest(self) -> float:
        """The upper bound once durations have been seen, in seconds."""
        return self.ceiling if self.learned_ceiling is None else self.learned_ceiling


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What you set for one provider: `Jobs(…, policies={"oxen": Policy(max_concurrency=2)})`.

    None keeps the provider's documented value.

    Args:
        poll_interval: Bounds for the seconds between two polls of a job.
        rate_limits: Requests in a window of seconds, by kind of call (`read`, `submit`); None for no limit. What
            responses say (`X-RateLimit-*`, `Retry-After`) overrules it.
        max_concurrency: Requests under way at once (8).
        headers: Sent with every request to the provider's own API, and never to a media host.
        submit_deadline: Seconds for which a submit is tried again while it surely was not taken (300).
        queue_timeout: Seconds that a single request waits for its turn within the rate limit (600).
        timeout: Seconds for one request, from sending it to the last byte of the response; None: that of `Jobs`.

    Raises:
        ConfigurationError: A value makes no sense; the message names it.
    """

    poll_interval: PollInterval | None = None
    rate_limits: Mapping[Kind, Rate | None] = field(default_factory=dict["Kind", "Rate | None"])
    max_concurrency: int = 8
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)  # may hold a token
    submit_deadline: float = 300.0
    queue_timeout: float = 600.0
    timeout: float | None = None

    def __post_init__(self) -> None:
        if self.poll_interval is not None and not 0 < self.poll_interval.floor <= self.poll_interval.ceiling < math.inf:
            raise ConfigurationError(f"{self.poll_interval}: give 0 < floor <= ceiling, in seconds")
        if unknown := set(self.rate_limits) - set(KINDS):
            raise ConfigurationError(f"rate_limits: {min(unknown)!r} is no kind of call; there are {', '.join(KINDS)}")
        if self.max_concurrency < 1:
            raise ConfigurationError(f"max_concurrency={self.max_concurrency}: give a number above 0")
        for name in ("submit_deadline", "queue_timeout", "timeout"):
            if (seconds := getattr(self, name)) is not None:
                check_seconds(seconds, name)
        for name, value in self.headers.items():
            _check_header(name, value)


def check_seconds(seconds: float, name: str = "timeout") -> None:
    """Raise `ConfigurationError` unless this is a finite number of seconds above 0."""
    if not 0 < seconds < math.inf:
        raise ConfigurationError(f"{name}={seconds!r}: give a finite number of seconds above 0")


def _check_header(name: str, value: str) -> None:
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii() or name.lower() in _OURS:
        raise ConfigurationError(f"headers: {name!r} cannot be set here")
    if not (value.isascii() and value.isprintable()):
        raise ConfigurationError(f"headers: the value of {name} is not printable ASCII")


def retry_delay(interval: PollInterval, streak: int, hint: float | None, random: Random) -> float:
    """Return the seconds until the next try after `streak` (≥ 1) failures in a row: doubling, within the bounds.

    A `hint` (Retry-After) is obeyed within the floor and `HINT_CEILING`.
    """
    if hint is not None:
        return clamp(hint, interval.floor, HINT_CEILING)
    return jittered(interval.floor * 2.0 ** min(streak - 1, 16), interval.floor, interval.ceiling, random)


def jittered(delay: float, floor: float, ceiling: float, random: Random) -> float:
    """Return the delay, varied a little, within the bounds."""
    within = clamp(delay, floor, ceiling)
    return clamp(within * random.uniform(1 - JITTER, 1 + JITTER), floor, ceiling)


def clamp(value: float, floor: float, ceiling: float) -> float:
    """Return the value, or the bound that it is beyond."""
    return max(floor, min(value, ceiling))

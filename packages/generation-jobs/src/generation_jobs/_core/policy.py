"""Limits and intervals of one provider, documented by its adapter or set by the user; delays between retries."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Literal, TypeAlias

from sliding_window_quota import Rate

from generation_jobs._core.checks import check_kind, check_seconds, check_word
from generation_jobs._core.errors import ConfigurationError

Kind: TypeAlias = Literal["read", "submit"]
"""Kinds of requests with a rate limit of their own: submits, and everything else."""

KINDS: tuple[Kind, ...] = ("read", "submit")

HINT_CEILING = 120.0
"""The longest `Retry-After` that is obeyed in full, in seconds."""

JITTER = 0.03
"""Delays vary by 3 % up and down, so that jobs submitted together are not polled together for ever."""

_RESERVED = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "content-type"})
"""Headers that describe the request's form; another value would break it."""


@dataclass(frozen=True, slots=True)
class PollInterval:
    """Bounds for the time between two polls of a job, in seconds.

    A longer time that the provider asks for (`Retry-After`) is obeyed, up to two minutes.

    Attributes:
        floor: The shortest interval.
        ceiling: The longest interval.
        learned_ceiling: Replaces `ceiling` as soon as durations of similar jobs are known; None keeps `ceiling`.
    """

    floor: float
    ceiling: float
    learned_ceiling: float | None = None

    @property
    def longest(self) -> float:
        """The longest interval once durations of similar jobs are known, in seconds."""
        return self.ceiling if self.learned_ceiling is None else self.learned_ceiling


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Your limits and intervals for one provider: `Jobs(…, policies={"oxen": Policy(max_concurrency=2)})`.

    Args:
        poll_interval: Bounds for the time between two polls of a job; None for the adapter's.
        rate_limits: Rate limits by kind of request ("read", "submit"), None for no limit; a kind that is not named has
            the documented one. Limits in responses (`X-RateLimit-*`, `Retry-After`) take precedence.
        max_concurrency: The most requests that are in flight at once.
        headers: Sent with every request to the provider's API, and never to a media host.
        submit_deadline: Seconds for which a submit is repeated while the provider surely has not accepted it.
        queue_timeout: Seconds that a single request may wait for its turn under the rate limit.
        timeout: Seconds for one request, from sending it to the last byte of the response; None for that of `Options`.

    Raises:
        ConfigurationError: A value is invalid; the message names it.
    """

    poll_interval: PollInterval | None = None
    rate_limits: Mapping[Kind, Rate | None] = field(default_factory=dict["Kind", "Rate | None"])
    max_concurrency: int = 8
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)  # may hold a token
    submit_deadline: float = 300.0
    queue_timeout: float = 600.0
    timeout: float | None = None

    def __post_init__(self) -> None:
        check_kind("poll_interval", self.poll_interval, PollInterval | None, "PollInterval(floor=…, ceiling=…)")
        check_kind("rate_limits", self.rate_limits, Mapping, "{'read': Rate(…)}")
        check_kind("headers", self.headers, Mapping, "{'Name': 'value'}")
        check_kind("max_concurrency", self.max_concurrency, int, "a number above 0")
        if self.poll_interval is not None and not 0 < self.poll_interval.floor <= self.poll_interval.ceiling < math.inf:
            raise ConfigurationError(f"{self.poll_interval}: give 0 < floor <= ceiling, in seconds")
        for kind, rate in self.rate_limits.items():
            check_word("kind of request in rate_limits", kind, KINDS)
            check_kind(f"rate_limits[{kind!r}]", rate, Rate | None, "a Rate, or None for no limit")
        if self.max_concurrency < 1:
            raise ConfigurationError(f"max_concurrency={self.max_concurrency}: give a number above 0")
        for name in ("submit_deadline", "queue_timeout", "timeout"):
            if (seconds := getattr(self, name)) is not None:
                check_seconds(seconds, name)
        for name, value in self.headers.items():
            _check_header(name, value)


def _check_header(name: str, value: str) -> None:
    check_kind("headers: a name", name, str, "text")
    check_kind(f"headers: the value of {name}", value, str, "text")
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise ConfigurationError(f"headers: {name!r} is not a header name")
    if name.lower() in _RESERVED:
        raise ConfigurationError(f"headers: {name} is set by the HTTP client; remove it from the policy")
    if not (value.isascii() and value.isprintable()):
        raise ConfigurationError(f"headers: the value of {name} is not printable ASCII")


def retry_delay(interval: PollInterval, streak: int, hint: float | None, random: Random) -> float:
    """Return the seconds until the next try: doubling with each failure in a row, within the interval.

    Args:
        interval: Bounds for the delay.
        streak: Failures in a row, at least 1.
        hint: Seconds that the provider asked to wait (`Retry-After`); obeyed between the floor and `HINT_CEILING`.
        random: The source of the jitter.
    """
    if hint is not None:
        return clamp(hint, interval.floor, HINT_CEILING)
    return jittered(interval.floor * 2.0 ** min(streak - 1, 16), interval.floor, interval.ceiling, random)


def jittered(delay: float, floor: float, ceiling: float, random: Random) -> float:
    """Return the delay with jitter, within the bounds."""
    within = clamp(delay, floor, ceiling)
    return clamp(within * random.uniform(1 - JITTER, 1 + JITTER), floor, ceiling)


def clamp(value: float, floor: float, ceiling: float) -> float:
    """Return the value, or the bound that it exceeds."""
    return max(floor, min(value, ceiling))

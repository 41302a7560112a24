"""What users can set for a client and for each provider, and the delays between retries."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any, Literal, Self, TypeAlias, TypedDict

from sliding_window_quota import Rate as BaseRate

from generation_jobs._core.durations import Durations
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.events.emitter import Event, EventEmitter
from generation_jobs._core.io import Clock, SystemClock
from generation_jobs._core.ledger import Ledger
from generation_jobs._core.models import Job
from generation_jobs._core.values.checks import (
    CheckedArguments,
    Kinds,
    check_callback,
    check_kind,
    check_seconds,
    check_word,
)

Kind: TypeAlias = Literal["read", "submit"]
"""Kinds of requests with a rate limit of their own: submits, and everything else."""

KINDS: tuple[Kind, ...] = ("read", "submit")

HINT_CEILING = 120.0
"""The longest `Retry-After` that is obeyed in full, in seconds."""

JITTER = 0.03
"""Delays vary by 3 % up and down, so that jobs submitted together are not always polled together."""

_RESERVED = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "content-type"})
"""Headers that describe the request's form; another value would break it."""


@dataclass(frozen=True)
class PollInterval(metaclass=CheckedArguments):
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


class Rate(BaseRate, metaclass=CheckedArguments):
    """The number of requests that an API allows in any `window` of seconds.

    Args:
        limit: How many requests, at least 1.
        window: In how many seconds, above 0.

    Raises:
        ConfigurationError: A value is invalid; the message names it.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        try:
            super().__post_init__()
        except ValueError as error:
            raise ConfigurationError(f"Rate: {error}") from None


@dataclass(frozen=True, kw_only=True)
class Policy(metaclass=CheckedArguments):
    """Your limits and intervals for one provider: `Jobs(…, policies={"oxen": Policy(max_concurrency=2)})`.

    Args:
        poll_interval: Bounds for the time between two polls of a job; None for the adapter's.
        rate_limits: Rate limits by kind of request ("read", "submit"), None for no limit; a kind that is not named has
            the documented one. Limits in responses (`X-RateLimit-*`, `Retry-After`) take precedence.
        max_concurrency: The most requests that are in flight at once.
        headers: Sent with every request to the provider's API, and never to a media host.
        submit_deadline: Seconds for which a submit is repeated while the provider certainly has not accepted it.
        queue_timeout: Seconds that a single request may wait for its turn under the rate limit.
        timeout: Seconds for one request, from sending it to the last byte of the response; None for that of `Options`.

    Raises:
        ConfigurationError: A value is invalid; the message names it.
    """

    poll_interval: PollInterval | None = None
    rate_limits: Mapping[Kind, BaseRate | None] = field(default_factory=dict["Kind", "BaseRate | None"])
    max_concurrency: int = 8
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)  # may hold a token
    submit_deadline: float = 300.0
    queue_timeout: float = 600.0
    timeout: float | None = None

    def __post_init__(self) -> None:
        check_kind("poll_interval", self.poll_interval, PollInterval | None, "PollInterval(floor=…, ceiling=…)")
        if (interval := self.poll_interval) is not None:
            check_seconds(interval.floor, "floor")
            check_seconds(interval.ceiling, "ceiling")
            check_seconds(interval.longest, "learned_ceiling")
            if not interval.floor <= min(interval.ceiling, interval.longest):
                raise ConfigurationError(f"{interval}: give 0 < floor <= ceiling, in seconds")
        check_kind("rate_limits", self.rate_limits, Mapping, "{'read': Rate(…)}")
        check_kind("headers", self.headers, Mapping, "{'Name': 'value'}")
        check_kind("max_concurrency", self.max_concurrency, int, "a number above 0")
        for kind, rate in self.rate_limits.items():
            check_word("kind of request in rate_limits", kind, KINDS)
            check_kind(f"rate_limits[{kind!r}]", rate, BaseRate | None, "a Rate, or None for no limit")
        if self.max_concurrency < 1:
            raise ConfigurationError(f"max_concurrency={self.max_concurrency}: give a number above 0")
        for name in ("submit_deadline", "queue_timeout", "timeout"):
            if (seconds := getattr(self, name)) is not None:
                check_seconds(seconds, name)
        for name, value in self.headers.items():
            _check_header(name, value)


RETRY_INTERVAL = PollInterval(floor=1.0, ceiling=30.0)
"""How soon anything but a poll is sent again."""


def _check_header(name: str, value: str) -> None:
    check_kind("headers: a name", name, str, "text")
    check_kind(f"headers: the value of {name}", value, str, "text")
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise ConfigurationError(f"headers: {name!r} is not a header name")
    if name.lower() in _RESERVED:
        raise ConfigurationError(f"headers: {name} is set by the HTTP client; remove it from the policy")
    if not (value.isascii() and value.isprintable()):
        raise ConfigurationError(f"headers: the value of {name} is not printable ASCII")


for _public in (PollInterval, Policy, Rate):
    _public.__module__ = "generation_jobs"  # the name in pickles


def retry_delay(interval: PollInterval, streak: int, hint: float | None, random: Random) -> float:
    """Return the seconds until the next try: doubling with each failure in a row (`streak`), within the interval.

    A `hint` of the provider (`Retry-After`) is obeyed between the floor and `HINT_CEILING`.
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


class Options(TypedDict, total=False):
    """Keyword arguments of `Jobs` and `AsyncJobs`; all are optional.

    Attributes:
        timeout: Seconds for one request to a provider's API, from sending it to the last byte of the response (30).
        allow_private_media: Whether results may be fetched over http and from loopback addresses, for tests (False, or
            True if the environment variable GENJOBS_ALLOW_PRIVATE_MEDIA is 1).
        max_media_bytes: The most bytes that one result may have (8 GiB).
        proxy: URL of an HTTP or SOCKS proxy (the environment variables HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY).
        ca_bundle: PEM file of trusted CA certificates (the environment variable SSL_CERT_FILE, or certifi's).
        user_agent: Text to put before this package's own User-Agent.
        clock: The clock; tests may pass a `generation_jobs.testing.VirtualClock`.
        random: The source of randomness for delays.
        transport: A transport of httpx or httpx2 that replaces the network. It is given the URL of a result after a
            check of the URL's text; the address that the host resolves to is not checked. "aiohttp" (`AsyncJobs` only,
            extra `aiohttp`) sends the requests to APIs through aiohttp, with about 30 % less CPU time.
        budget: URL of a Redis, such as redis://localhost:6379/0 (extra `redis`): all processes that use the same API
            key share its rate limits (the environment variable GENJOBS_BUDGET).
        durations: What earlier programs learned about how long jobs take.
        policies: Limits, intervals and headers by provider name.
        ledger: A file in which every submit is written down before it is sent, a Postgres database
            (postgresql://USER:PASSWORD@HOST/DATABASE, extra `postgres`), or another `Ledger`; see `Jobs.recover`
            (the environment variable GENJOBS_LEDGER; "off" for no ledger, which is the default).
        on_submitted: Called with each submitted job as soon as the provider's response is read.
        on_update: Called with each job whenever any call reads its state.
        on_event: Called with each `Event`: when a job is submitted, polled, waited for, retried, saved or has ended,
            and after each request. It should return quickly, since the operation waits for it. What it raises is
            logged.
    """

    timeout: float
    allow_private_media: bool
    max_media_bytes: int
    proxy: str | None
    ca_bundle: str | Path | None
    user_agent: str
    clock: Clock
    random: Random
    transport: object
    budget: str | None
    durations: Durations
    policies: Mapping[str, Policy]
    ledger: str | os.PathLike[str] | Ledger | None
    on_submitted: Callable[[Job], object]
    on_update: Callable[[Job], object]
    on_event: Callable[[Event], object]


@dataclass(frozen=True, kw_only=True, eq=False)
class Config:
    """`Options` with all defaults. Raises `ConfigurationError` for an invalid value."""

    timeout: float = 30.0
    allow_private_media: bool = field(default_factory=lambda: _switch("GENJOBS_ALLOW_PRIVATE_MEDIA"))
    max_media_bytes: int = 8 * 1024**3
    proxy: str | None = field(default=None, repr=False)  # may hold a password
    ca_bundle: str | Path | None = None
    user_agent: str = ""
    clock: Clock = field(default_factory=SystemClock)
    random: Random = field(default_factory=Random)  # noqa: S311  (no secret depends on it)
    transport: object = None
    budget: str | None = field(default_factory=lambda: os.environ.get("GENJOBS_BUDGET") or None, repr=False)  # likewise
    durations: Durations = field(default_factory=Durations)
    policies: Mapping[str, Policy] = field(default_factory=dict[str, Policy])
    ledger: str | os.PathLike[str] | Ledger | None = field(
        default_factory=lambda: os.environ.get("GENJOBS_LEDGER") or None,
        repr=False,  # likewise
    )
    on_submitted: Callable[[Job], object] | None = None
    on_update: Callable[[Job], object] | None = None
    on_event: Callable[[Event], object] | None = None

    @cached_property
    def events(self) -> EventEmitter:
        """What passes events to the callbacks and to the log."""
        return EventEmitter(self.clock, self.on_event, self.on_submitted, self.on_update)

    def __post_init__(self) -> None:
        check_seconds(self.timeout)
        for name, (kinds, advice) in _KINDS.items():
            check_kind(name, getattr(self, name), kinds, advice)
        check_callback("on_submitted", self.on_submitted, "a job")
        check_callback("on_update", self.on_update, "a job")
        check_callback("on_event", self.on_event, "an event")
        for provider, policy in self.policies.items():
            check_kind(f"policies[{provider!r}]", policy, Policy, "Policy(…)")
        if self.max_media_bytes <= 0:
            raise ConfigurationError(f"max_media_bytes={self.max_media_bytes}: give a number of bytes above 0")
        if not (self.user_agent.isascii() and (self.user_agent.isprintable() or not self.user_agent)):
            raise ConfigurationError(f"user_agent={self.user_agent!r}: give printable ASCII, since it is a header")

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """Return the configuration with these options. Raises `ConfigurationError` for an unknown or invalid one."""
        _check_http_library()
        for name in options:
            if name in Policy.__annotations__ and name not in Options.__annotations__:
                advice = f"set it for a provider, as in policies={{'oxen': Policy({name}=…)}}"
                raise ConfigurationError(f"there is no option {name!r} for all providers: {advice}")
            check_word("option", name, Options.__annotations__)
        return cls(**options)


def _check_http_library() -> None:
    """Raise `ConfigurationError` if httpx is not installed: some users of httpx2 have uninstalled it."""
    if "httpx" not in sys.modules and find_spec("httpx") is None:
        raise ConfigurationError(
            "httpx is not installed: run pip install httpx, or call httpx2.alias_httpx() before anything else"
        )


def _switch(variable: str) -> bool:
    """Return whether an environment variable is 1. Raises `ConfigurationError` for what is neither 1 nor 0."""
    if (value := os.environ.get(variable, "")) not in {"", "0", "1"}:
        raise ConfigurationError(f"{variable}={value!r}: set it to 1 for yes, or to 0 or nothing for no")
    return value == "1"


_KINDS: dict[str, tuple[Kinds, str]] = {
    "allow_private_media": (bool, "True or False"),
    "max_media_bytes": (int, "a number of bytes above 0"),
    "proxy": (str | None, "a URL, such as http://proxy.example:3128"),
    "ca_bundle": ((str, os.PathLike, type(None)), "the path of a PEM file"),
    "user_agent": (str, "text"),
    "clock": (Clock, "a generation_jobs.testing.VirtualClock, or another Clock"),
    "random": (Random, "a random.Random"),  # noqa: S311  (no secret depends on it)
    "budget": (str | None, "the URL of a Redis, such as redis://localhost:6379/0"),
    "durations": (Durations, "what Durations.load returned"),
    "policies": (Mapping, "policies by provider name: {'oxen': Policy(…)}"),
}

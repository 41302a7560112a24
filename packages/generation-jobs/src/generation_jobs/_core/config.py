"""The options of `Jobs` and `AsyncJobs`, and their defaults."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Self, TypedDict

from generation_jobs._core.checks import Kinds, check_kind, check_seconds, check_word
from generation_jobs._core.durations import Durations
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.io import Clock, SystemClock
from generation_jobs._core.ledger import Ledger
from generation_jobs._core.models import Job
from generation_jobs._core.policy import Policy

DEFAULT_TIMEOUT = 1800.0
"""The default `timeout` of `wait`, `wait_all`, `as_completed`, `download` and `generate`, in seconds."""


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
        transport: An httpx transport that replaces the network. It is given the URL of a result after a check of the
            URL's text; the address that the host resolves to is not checked. "aiohttp" (`AsyncJobs` only, extra
            `aiohttp`) sends the requests to APIs through aiohttp, with about 30 % less CPU time.
        budget: URL of a Redis, such as redis://localhost:6379/0 (extra `redis`): all processes that use the same API
            key share its rate limits (the environment variable GENJOBS_BUDGET).
        durations: What earlier programs learned about how long jobs take.
        policies: Limits, intervals and headers by provider name.
        ledger: A file in which every submit is written down before it is sent, or another `Ledger`; see `Jobs.recover`
            (the environment variable GENJOBS_LEDGER; without both, and for "off", there is none).
        on_submitted: Called with each submitted job as soon as the provider's answer is read.
        on_update: Called with each job whenever its state is read, by whatever call.
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


@dataclass(frozen=True, kw_only=True)
class Config:
    """`Options` with all defaults. Raises `ConfigurationError` for an invalid value."""

    timeout: float = 30.0
    allow_private_media: bool = field(default_factory=lambda: os.environ.get("GENJOBS_ALLOW_PRIVATE_MEDIA") == "1")
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
        default_factory=lambda: os.environ.get("GENJOBS_LEDGER") or None
    )
    on_submitted: Callable[[Job], object] = lambda _: None
    on_update: Callable[[Job], object] = lambda _: None

    def __post_init__(self) -> None:
        check_seconds(self.timeout)
        for name, (kinds, advice) in _KINDS.items():
            check_kind(name, getattr(self, name), kinds, advice)
        for provider, policy in self.policies.items():
            check_kind(f"policies[{provider!r}]", policy, Policy, "Policy(…)")
        if self.max_media_bytes <= 0:
            raise ConfigurationError(f"max_media_bytes={self.max_media_bytes}: give a number of bytes above 0")
        if not (self.user_agent.isascii() and (self.user_agent.isprintable() or not self.user_agent)):
            raise ConfigurationError(f"user_agent={self.user_agent!r}: give printable ASCII, since it is a header")

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """Return the configuration with these options. Raises `ConfigurationError` for an unknown or invalid one."""
        for name in options:
            check_word("option", name, Options.__annotations__)
        return cls(**options)


_KINDS: dict[str, tuple[Kinds, str]] = {
    "allow_private_media": (bool, "True or False"),
    "max_media_bytes": (int, "a number of bytes above 0"),
    "proxy": (str | None, "a URL, such as http://proxy.example:3128"),
    "ca_bundle": (str | os.PathLike | None, "the path of a PEM file"),
    "user_agent": (str, "text"),
    "clock": (Clock, "a generation_jobs.testing.VirtualClock, or another Clock"),
    "random": (Random, "a random.Random"),  # noqa: S311  (no secret depends on it)
    "budget": (str | None, "the URL of a Redis, such as redis://localhost:6379/0"),
    "durations": (Durations, "what Durations.load returned"),
    "policies": (Mapping, "policies by provider name: {'oxen': Policy(…)}"),
    "on_submitted": (Callable, "a function that takes a job"),
    "on_update": (Callable, "a function that takes a job"),
}

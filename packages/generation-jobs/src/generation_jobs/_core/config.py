"""What `Jobs` and `AsyncJobs` can be told beyond keys."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, TypedDict

from generation_jobs._core.clock import Clock, SystemClock
from generation_jobs._core.durations import Durations
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.policy import Policy, check_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GIB = 1024**3


DEFAULT_TIMEOUT = 1800.0
"""Seconds that `wait` and `download` take at most unless told otherwise."""


class Options(TypedDict, total=False):
    """Keyword arguments of `Jobs` and `AsyncJobs`, all optional.

    `timeout`: seconds for one request to the API, from sending it to the last byte of the answer (30).
    `allow_private_media`: also fetch results over http and from loopback, for tests (False; the environment variable
    GENJOBS_ALLOW_PRIVATE_MEDIA=1 says the same).
    `max_media_bytes`: no result may be larger (8 GiB).
    `proxy`: URL of an HTTP or SOCKS proxy; by default what HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say.
    `ca_bundle`: file of trusted CA certificates, PEM; by default SSL_CERT_FILE or certifi's.
    `user_agent`: put before our own User-Agent.
    `clock`: for tests, see `generation_jobs.testing`. `random`: source of the jitter.
    `transport="aiohttp"` (`AsyncJobs` alone; the extra `aiohttp`): looks are sent by aiohttp, at two thirds of the CPU.
    `transport`: an httpx transport that is used for all requests instead of the network. Only the text of result URLs
    is checked then, not the address that they lead to.
    `budget`: URL of a Redis (redis://localhost:6379/0; the extra `redis`), in which all processes that use the same key
    share one budget of requests; by default what the environment variable GENJOBS_BUDGET says, or none.
    `durations`: what earlier programs have seen of how long jobs take, see `Durations`.
    `policies`: limits, timings and headers by provider, see `Policy`.
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


def _private_media_from_env() -> bool:
    return os.environ.get("GENJOBS_ALLOW_PRIVATE_MEDIA") == "1"


def _budget_from_env() -> str | None:
    return os.environ.get("GENJOBS_BUDGET") or None


@dataclass(frozen=True, kw_only=True)
class Config:
    """`Options` with every default filled in. Raises `ConfigurationError` for a value that makes no sense."""

    timeout: float = 30.0
    allow_private_media: bool = field(default_factory=_private_media_from_env)
    max_media_bytes: int = 8 * GIB
    proxy: str | None = field(default=None, repr=False)  # may hold a password
    ca_bundle: str | Path | None = None
    user_agent: str = ""
    clock: Clock = field(default_factory=SystemClock)
    random: Random = field(default_factory=Random)  # noqa: S311  (jitter is no secret)
    transport: object = None
    budget: str | None = field(default_factory=_budget_from_env, repr=False)  # may hold a password
    durations: Durations = field(default_factory=Durations)
    policies: Mapping[str, Policy] = field(default_factory=dict[str, Policy])

    def __post_init__(self) -> None:
        check_seconds(self.timeout)
        if self.max_media_bytes <= 0:
            raise ConfigurationError(f"max_media_bytes={self.max_media_bytes}: give a number of bytes above 0")
        if not (self.user_agent.isascii() and (self.user_agent.isprintable() or not self.user_agent)):
            raise ConfigurationError("user_agent: give printable ASCII, it travels in a header")

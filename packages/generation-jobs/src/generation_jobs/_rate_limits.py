"""The rate limits of one client's providers, in this process or shared through a Redis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sliding_window_quota import SlidingWindowLimiter, StoreConfigurationError

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.policy import KINDS
from generation_jobs._http.sending import Throttle
from generation_jobs.providers.settings import account_hash

if TYPE_CHECKING:
    from sliding_window_quota.redis_store import RedisStore

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import IO
    from generation_jobs._core.policy import Kind, Policy
    from generation_jobs.providers.base import Adapter
    from generation_jobs.providers.settings import Settings

_PREFIX = "generation-jobs:budget"


class RateLimits:
    """Creates the limiters of each provider. Raises `ConfigurationError` for a Redis that cannot be used."""

    def __init__(self, config: Config, io: IO) -> None:
        self._config, self._io = config, io
        self._store = None if config.budget is None else _open(config.budget)

    def throttles(self, adapter: Adapter[Any], settings: Settings, policy: Policy) -> dict[Kind, Throttle]:
        """Return what sends requests to a provider within its limits, by kind of request."""
        return {kind: Throttle(self._io, self._limiter(adapter, settings, policy, kind)) for kind in KINDS}

    def close(self) -> None:
        """Leave the limits that processes share."""
        if self._store is not None:
            self._store.close()

    def _limiter(self, adapter: Adapter[Any], settings: Settings, policy: Policy, kind: Kind) -> SlidingWindowLimiter:
        rate = policy.rate_limits.get(kind, adapter.rate_limits.get(kind))
        name, clock = f"{settings.provider} {kind}s", self._config.clock
        if self._store is None:
            return SlidingWindowLimiter(rate, name=name, clock=clock)
        from sliding_window_quota import DistributedLimiter

        key = limit_key(settings, settings.base_url or adapter.base_url, kind)
        lease = 2 * self._config.timeout  # for its connection, and for its response
        return DistributedLimiter(rate, self._store, key, name=name, lease=lease, clock=clock)


def limit_key(settings: Settings, base_url: str, kind: Kind) -> str:
    """Return the key of a limit in the store: the same for each process with this account, but no secret (a hash)."""
    return f"{settings.provider}:{kind}:{account_hash(settings, base_url)}"


def _open(url: str) -> RedisStore:
    try:
        from sliding_window_quota.redis_store import RedisStore  # late: it needs an extra

        return RedisStore(url, prefix=_PREFIX)
    except ModuleNotFoundError as missing:
        message = "budget: redis is not installed; run: pip install 'generation-jobs[redis]'"
        raise ConfigurationError(message) from missing
    except StoreConfigurationError as error:
        raise ConfigurationError(f"budget: {error}") from None

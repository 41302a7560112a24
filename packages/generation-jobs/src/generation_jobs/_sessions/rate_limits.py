"""The rate limits of each provider, and the sending of requests within them."""

from typing import TYPE_CHECKING, Any, NamedTuple

from sliding_window_quota import AcquireTimeout, SlidingWindowLimiter, StoreConfigurationError

from generation_jobs._core.config import KINDS, Config, Kind, Policy
from generation_jobs._core.errors import ConfigurationError, TransportError
from generation_jobs._core.io import IO, Exchange, Request
from generation_jobs.providers.base import Adapter
from generation_jobs.providers.settings import Settings, account_hash

if TYPE_CHECKING:  # it needs an extra
    from sliding_window_quota.redis_store import RedisStore

_PREFIX = "generation-jobs:budget"


class Throttle(NamedTuple):
    """The limiter of one provider and kind of call; all requests of that kind are sent through it."""

    io: IO
    limiter: SlidingWindowLimiter

    async def send(self, request: Request, deadline: float, seconds: float) -> Exchange:
        """Send a request once the limit allows it. Raises `TransportError` at once if that will be after `deadline`."""
        exchange: Exchange | None = None
        try:
            async with self.limiter.acquire_with(self.io, deadline) as reservation:
                try:  # a place in a shared limit is given to others once it expires
                    exchange = await self.io.send(request, min(deadline, reservation.expires_at), seconds)
                except TransportError as error:
                    if not error.maybe_received:
                        reservation.cancel()  # the provider cannot have counted it
                    raise
                reservation.release(exchange.head.status_code, exchange.head.headers)
            return exchange
        except AcquireTimeout:
            used_up = f"the rate limit of {self.limiter.name} allows no request before the deadline"
            raise TransportError(used_up, maybe_received=False) from None
        except BaseException:
            if exchange is not None:  # cancelled while the shared limit was updated
                await exchange.close()
            raise


class RateLimits:
    """Creates the limiters of each provider. Raises `ConfigurationError` for a Redis that cannot be used."""

    def __init__(self, config: Config, io: IO) -> None:
        self._config, self._io = config, io
        self._store = None if config.budget is None else _open(config.budget)

    def throttles(self, adapter: Adapter[Any], settings: Settings, policy: Policy) -> dict[Kind, Throttle]:
        """Return what sends requests to a provider within its limits, by kind of request."""
        return {kind: Throttle(self._io, self._limiter(adapter, settings, policy, kind)) for kind in KINDS}

    def close(self) -> None:
        """Close the store of the shared limits."""
        if self._store is not None:
            self._store.close()

    def _limiter(self, adapter: Adapter[Any], settings: Settings, policy: Policy, kind: Kind) -> SlidingWindowLimiter:
        rate = policy.rate_limits.get(kind, adapter.rate_limits.get(kind))
        name, clock = f"{settings.provider} {kind}s", self._config.clock
        if self._store is None:
            return SlidingWindowLimiter(rate, name=name, clock=clock)
        from sliding_window_quota import DistributedLimiter

        key = limit_key(settings, settings.base_url or adapter.base_url, kind)
        lease = 2 * (policy.timeout or self._config.timeout)  # for its connection, and for its response
        return DistributedLimiter(rate, self._store, key, name=name, lease=lease, clock=clock)


def limit_key(settings: Settings, base_url: str, kind: Kind) -> str:
    """Return the key of a limit in the store: the same for each process with this account, but no secret (a hash)."""
    return f"{settings.provider}:{kind}:{account_hash(settings, base_url)}"


def _open(url: str) -> "RedisStore":
    try:
        from sliding_window_quota.redis_store import RedisStore  # late: it needs an extra

        return RedisStore(url, prefix=_PREFIX)
    except ModuleNotFoundError as missing:
        message = "budget: redis is not installed; run: pip install 'generation-jobs[redis]'"
        raise ConfigurationError(message) from missing
    except StoreConfigurationError as error:
        raise ConfigurationError(f"budget: {error}") from None

"""The Redis in which budgets are shared (the option `budget`, the extra `redis`). No other module knows redis-py."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from generation_jobs._core.errors import ConfigurationError
from generation_jobs.shared import OutOfReach

if TYPE_CHECKING:
    from collections.abc import Sequence

try:
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry
except ModuleNotFoundError as _missing:
    raise ConfigurationError("redis is not installed; run: pip install 'generation-jobs[redis]'") from _missing

_PATIENCE = 1.0
"""Seconds that Redis has for an answer."""

_USAGE = "budget: this is no URL of a Redis; give one such as redis://localhost:6379/0"


class Store:
    """A Redis, in any number of threads."""

    def __init__(self, url: str) -> None:
        """Raises `ConfigurationError` for a URL that is none, and where no Redis answers; no error shows the URL."""
        self._redis = _client(url)
        options = self._redis.connection_pool.connection_kwargs
        self.where: str = options.get("path") or f"{options.get('host', 'localhost')}:{options.get('port', 6379)}"
        try:
            self._redis.ping()  # pyright: ignore[reportUnknownMemberType]
        except redis.RedisError as error:
            self.close()
            why = type(error).__name__  # its text may hold what the URL holds
            raise ConfigurationError(f"budget: no Redis can be used at {self.where} ({why}); is it started?") from None
        except TypeError:
            raise ConfigurationError(_USAGE) from None  # an option in its query that Redis does not have
        self._scripts = {name: self._redis.register_script(_text(name)) for name in ("ask", "answered")}

    def run(self, script: str, keys: Sequence[str], args: Sequence[str | int]) -> Any:
        """What a script gives. Raises `OutOfReach`."""
        try:
            return self._scripts[script](list(keys), list(args))
        except redis.RedisError as error:
            raise OutOfReach(f"Redis at {self.where} cannot be used ({type(error).__name__})") from None

    def close(self) -> None:
        """Close every connection."""
        self._redis.connection_pool.disconnect()


def _client(url: str) -> redis.Redis:
    try:
        return redis.Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
            url,
            socket_connect_timeout=_PATIENCE,
            socket_timeout=_PATIENCE,
            retry=Retry(NoBackoff(), 0),  # `shared` decides what a failure means
        )
    except ValueError:
        raise ConfigurationError(_USAGE) from None


def _text(script: str) -> str:
    return files("generation_jobs").joinpath(f"{script}.lua").read_text(encoding="utf-8")

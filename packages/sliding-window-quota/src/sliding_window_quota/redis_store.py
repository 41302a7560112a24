"""A Redis in which processes share rate limits (the extra `redis`). No other module knows redis-py."""

from __future__ import annotations

import contextlib
import threading
from importlib.resources import files
from typing import TYPE_CHECKING, NoReturn

from sliding_window_quota.errors import StoreConfigurationError, StoreUnavailable
from sliding_window_quota.store import check

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from sliding_window_quota.store import Script

try:
    import redis
    from redis.backoff import NoBackoff
    from redis.exceptions import NoPermissionError, OutOfMemoryError
    from redis.retry import Retry
except ModuleNotFoundError as _missing:
    raise ModuleNotFoundError(
        "redis is not installed; run: pip install 'sliding-window-quota[redis]'", name="redis"
    ) from _missing

DEFAULT_PREFIX = "sliding-window-quota"
"""The start of all keys."""

DEFAULT_TIMEOUT = 1.0
"""Seconds that Redis has for an answer."""

_ANSWERS = 5
"""How many answers a call may take: those to connecting, to the user's name, and to a script that is not known yet."""

_USAGE = "this is not the URL of a Redis; give one such as redis://localhost:6379/0"

_RIGHTS = "; the README of sliding-window-quota lists the rights that it needs"

_SCRIPTS: tuple[Script, ...] = ("acquire", "release")


class RedisStore:
    """A Redis, in any number of threads.

    It is tried where it is built, so that one that cannot keep a rate limit is refused there. No error shows the URL.

    Args:
        url: `redis://`, `rediss://` or `unix://`, with user, password and database.
        prefix: The start of all keys. Processes share what has the same prefix and key.
        timeout: Seconds that Redis has for an answer. A call ends after five times as many, connecting included.

    Raises:
        StoreConfigurationError: The URL is malformed, no Redis answers, or it cannot run the scripts: its user may not,
            it is a read-only replica, its memory is full.
    """

    def __init__(self, url: str, *, prefix: str = DEFAULT_PREFIX, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._prefix = prefix
        self._redis = _client(url, timeout)
        self._longest, self._cuts = _ANSWERS * timeout, 0
        self._is_closed = False
        options = self._redis.connection_pool.connection_kwargs
        self.where: str = options.get("path") or f"{options.get('host', 'localhost')}:{options.get('port', 6379)}"
        self._scripts = {name: self._redis.register_script(_text(name)) for name in _SCRIPTS}
        try:
            check(self)
        except StoreUnavailable as error:
            self.close()
            raise StoreConfigurationError(str(error)) from None
        except TypeError:
            raise StoreConfigurationError(_USAGE) from None  # an option in its query that redis-py does not have

    @property
    def prefix(self) -> str:
        """The start of all keys."""
        return self._prefix

    def run(self, script: Script, keys: Sequence[str], args: Sequence[str | int]) -> Sequence[int]:
        """See `Store`."""
        try:
            with self._bounded():
                reply: Sequence[int] = self._scripts[script](list(keys), list(args))
        except redis.RedisError as error:
            self._fail(error)
        finally:
            if self._is_closed:  # by another thread, before this call or meanwhile
                self.close()
        return reply

    def close(self) -> None:
        """Close all connections. A later call opens one for itself."""
        self._is_closed = True
        self._redis.connection_pool.disconnect()

    @contextlib.contextmanager
    def _bounded(self) -> Generator[None]:
        """Have a call end in time: redis-py's own timeout starts anew with each byte that arrives."""
        cuts = self._cuts
        watchdog = threading.Timer(self._longest, self._cut)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield
        except Exception as error:
            if self._cuts == cuts:
                raise
            raise redis.TimeoutError from error  # whatever comes of a connection that another thread closes
        finally:
            watchdog.cancel()

    def _cut(self) -> None:
        self._cuts += 1
        self._redis.connection_pool.disconnect()

    def _fail(self, error: redis.RedisError) -> NoReturn:
        # After a failover the old primary is a replica: the next attempt connects anew, perhaps to the new one.
        with contextlib.suppress(redis.RedisError):
            self._redis.connection_pool.disconnect(inuse_connections=False)
        raise StoreUnavailable(f"Redis at {self.where} cannot be used: {_reason(error)}") from None


def _client(url: str, timeout: float) -> redis.Redis:
    try:
        return redis.Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
            url,
            socket_connect_timeout=timeout,
            socket_timeout=timeout,
            retry=Retry(NoBackoff(), 0),  # the limiter decides what a failure means
        )
    except ValueError:
        raise StoreConfigurationError(_USAGE) from None


def _reason(error: redis.RedisError) -> str:
    """Say in words of our own what is wrong: the error's text may hold what the URL holds."""
    match error:
        case redis.ReadOnlyError():
            return "it is a read-only replica; use its primary"
        case OutOfMemoryError():
            return "its memory is full"
        case NoPermissionError():
            return f"its user may not run scripts, or use these keys{_RIGHTS}"
        case redis.AuthenticationError():
            return "it rejects user or password"
        case redis.ConnectionError() | redis.TimeoutError():
            return f"it does not answer ({type(error).__name__}); is it started?"
        case _:
            return f"it refuses a script ({_first_words(error)}){_RIGHTS}"


def _first_words(error: redis.RedisError) -> str:
    return str(error).partition(" script: ")[0]


def _text(script: Script) -> str:
    return files("sliding_window_quota").joinpath(f"{script}.lua").read_text(encoding="utf-8")

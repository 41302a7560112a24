"""A rate limit in Redis: which Redis is refused, what it forgets, what it never knows."""

from __future__ import annotations

import itertools
import re
import socket
import sys
import time
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import redis
from sliding_window_quota import AcquireTimeout, DistributedLimiter, Rate, StoreConfigurationError
from sliding_window_quota.redis_store import RedisStore
from sliding_window_quota.store import Reply, StoredWindow

from tests.dripping import Dripping
from tests.redisserver import BINARY, MISSING, RedisServer

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_redis = pytest.mark.skipif(BINARY is None, reason=MISSING)

README = Path(__file__).parents[2] / "packages/sliding-window-quota/README.md"
RATE = Rate(6, 1.0)
AFTER_A_WINDOW = 2.5
"""More than a window, its margin and the second that is added where requests may have been forgotten."""


def refusal(url: str) -> str:
    with pytest.raises(StoreConfigurationError) as refused:
        RedisStore(url)
    assert "hunter2" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "localhost:6379",
        "http://:hunter2@localhost/",
        "redis://:hunter2@localhost:port/0",
        "redis://:hunter2@[::1",
        "redis://:hunter2@localhost/0?nonsense=1",
        "redis://:hunter2@localhost/0?db=many",
    ],
)
def test_a_malformed_url_is_refused_without_its_password(url: str) -> None:
    assert "give one such as redis://localhost:6379/0" in refusal(url)


def test_a_redis_that_cannot_be_reached_is_refused_without_its_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    message = refusal(f"redis://:hunter2@127.0.0.1:{port}/0")
    assert f"Redis at 127.0.0.1:{port} cannot be used: it does not answer (ConnectionError)" in message


def test_a_redis_that_never_ends_its_answer_is_refused() -> None:
    """Each byte comes in time."""
    with Dripping(b"-" + b"x" * 10_000) as dripping:
        began = time.monotonic()
        with pytest.raises(StoreConfigurationError, match="it does not answer"):
            RedisStore(f"redis://127.0.0.1:{dripping.port}/0", timeout=0.1)
        assert time.monotonic() - began < 5.0


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    monkeypatch.delitem(sys.modules, "sliding_window_quota.redis_store")
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'sliding-window-quota\[redis\]'"):
        __import__("sliding_window_quota.redis_store")


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    """A Redis that is used for longer than a window."""
    if BINARY is None:
        pytest.skip(MISSING)
    one = RedisServer()
    one.start()
    RedisStore(one.url).close()
    time.sleep(AFTER_A_WINDOW)
    yield one
    one.end()


@pytest.fixture
def client(server: RedisServer) -> Iterator[redis.Redis]:
    with redis.Redis(port=server.port) as one:
        yield one


def as_user(server: RedisServer, client: redis.Redis, *rules: str) -> str:
    """The URL for a new user with these rights."""
    client.execute_command("ACL", "SETUSER", "user", "reset", "on", ">hunter2", "~*", "&*", *rules)
    return server.url.replace("redis://", "redis://user:hunter2@")


@needs_redis
@pytest.mark.parametrize(
    ("rules", "why"),
    [
        (["+@all", "-info"], "it refuses a script"),
        (["+@all", "-time"], "it refuses a script"),
        (["+@all", "-hvals"], "it refuses a script"),
        (["+@all", "-@scripting"], "its user may not run scripts"),
        (["+@read", "+ping"], "its user may not run scripts"),
        (["+@all", "resetkeys", "~other:*"], "its user may not run scripts, or use these keys"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_user_that_may_not_run_the_scripts_is_refused(server, client, rules: list[str], why: str) -> None:
    assert why in refusal(as_user(server, client, *rules))


@needs_redis
def test_a_wrong_password_is_refused(server: RedisServer) -> None:
    assert "it rejects user or password" in refusal(server.url.replace("redis://", "redis://user:wrong@"))


@needs_redis
def test_a_redis_whose_memory_is_full_is_refused(server: RedisServer, client: redis.Redis) -> None:
    client.config_set("maxmemory", "1")
    try:
        assert "its memory is full" in refusal(server.url)
    finally:
        client.config_set("maxmemory", "0")


@needs_redis
def test_a_read_only_replica_is_refused() -> None:
    replica = RedisServer()
    replica.start("--replicaof", "127.0.0.1 1")
    try:
        assert "it is a read-only replica; use its primary" in refusal(replica.url)
    finally:
        replica.end()


@needs_redis
def test_the_rights_that_the_readme_names_are_enough(server: RedisServer, client: redis.Redis) -> None:
    rules = re.search(r"`(~\S+( \+\S+)+)`", README.read_text(encoding="utf-8"))
    assert rules
    store = RedisStore(as_user(server, client, "resetkeys", *rules[1].split()))
    with DistributedLimiter(RATE, store, "few rights").acquire():
        pass
    store.close()


@needs_redis
def test_every_command_of_the_scripts_is_tried_at_the_start(server: RedisServer, client: redis.Redis) -> None:
    texts = [files("sliding_window_quota").joinpath(f"{name}.lua").read_text() for name in ("acquire", "release")]
    wanted = {command.lower() for text in texts for command in re.findall(r"redis\.call\('(\w+)'", text)}
    client.config_resetstat()
    RedisStore(server.url).close()
    tried = {name.removeprefix("cmdstat_") for name in client.info("commandstats")}
    assert wanted
    assert wanted <= tried


class Two:
    """Two processes that share a rate limit, seen from one."""

    def __init__(self, server: RedisServer, name: str) -> None:
        self._stores = [RedisStore(server.url) for _ in range(2)]
        self.one, self.other = (DistributedLimiter(RATE, store, name) for store in self._stores)

    def __enter__(self) -> Two:
        for limiter in (self.one, self.other):
            with limiter.acquire():
                pass
        return self

    def __exit__(self, *_: object) -> None:
        for store in self._stores:
            store.close()

    def seconds(self) -> float:
        """How long the other waits for its next place."""
        began = time.monotonic()
        with self.other.acquire():
            return time.monotonic() - began


@needs_redis
def test_a_call_after_closing_leaves_no_connection_open(server: RedisServer, client: redis.Redis) -> None:
    store = RedisStore(server.url)
    limiter = DistributedLimiter(None, store, "acme")
    store.close()
    with limiter.acquire():
        pass
    until = time.monotonic() + 5
    while len(client.client_list()) > 1 and time.monotonic() < until:
        time.sleep(0.001)
    assert len(client.client_list()) == 1


@needs_redis
def test_retry_after_closes_it_for_all(server: RedisServer) -> None:
    with Two(server, "closed") as two:
        with two.one.acquire() as reservation:
            reservation.release(429, {"retry-after": "1"})
        assert two.seconds() > 0.9


@needs_redis
def test_what_one_is_told_of_the_rest_counts_for_all(server: RedisServer) -> None:
    with Two(server, "found") as two:
        with two.one.acquire() as reservation:
            reservation.release(200, {"x-ratelimit-remaining": "0"})
        assert two.seconds() > 0.9 * RATE.window


@needs_redis
def test_a_limit_without_a_rate_is_shared_too(server: RedisServer) -> None:
    store = RedisStore(server.url)
    one, other = (DistributedLimiter(None, store, "no rate") for _ in range(2))
    with one.acquire() as reservation:
        reservation.release(429, {"retry-after": "100"})
    with pytest.raises(AcquireTimeout):
        other.acquire(timeout=10.0).__enter__()
    store.close()


@needs_redis
def test_redis_forgets_all(server: RedisServer, client: redis.Redis) -> None:
    with Two(server, "forgotten"):
        names = client.keys()
        assert names
        assert [name for name in names if client.ttl(name) == -1] == []  # -2: gone by now


# What Redis has lost


TICKETS = itertools.count()


def stored(server: RedisServer, name: str) -> StoredWindow:
    return StoredWindow(RedisStore(server.url), name, RATE, margin=0.0, lease=60.0)


def places(window: StoredWindow, number: int) -> int:
    """How many of so many places that are asked for are given."""
    return sum(window.acquire(next(TICKETS)).grant.seconds == 0 for _ in range(number))


@needs_redis
def test_the_first_use_of_a_redis_waits_for_a_window() -> None:
    """Whoever finds nothing cannot know that there never was anything."""
    server = RedisServer()
    server.start()
    try:
        window = stored(server, "first")
        assert window.acquire(0).grant.seconds == pytest.approx(2.0, abs=0.2)
        time.sleep(AFTER_A_WINDOW)
        assert places(window, 10) == RATE.limit
        assert places(stored(server, "second"), 10) == RATE.limit  # it is known by now that there was nothing
    finally:
        server.end()


@needs_redis
@pytest.mark.parametrize("command", ["flushall", "flushdb"])
def test_after_a_flush_nothing_is_sent_for_a_window(server: RedisServer, client: redis.Redis, command: str) -> None:
    window = stored(server, command)
    assert places(window, 10) == RATE.limit
    getattr(client, command)()
    assert places(stored(server, command), 10) == 0  # a process that starts
    assert places(window, 10) == 0
    time.sleep(AFTER_A_WINDOW)
    assert places(window, 1) == 1


@pytest.fixture
def replica(server: RedisServer, client: redis.Redis) -> Iterator[RedisServer]:
    """A replica of `server` that has followed it for longer than a window."""
    client.config_set("repl-diskless-sync-delay", 0)
    one = RedisServer()
    one.start("--replicaof", f"127.0.0.1 {server.port}")
    while client.info("replication")["connected_slaves"] == 0 or not client.wait(1, 100):
        time.sleep(0.02)
    stored(server, "any").acquire(0)  # the first replica of a Redis changes the id of its replication
    time.sleep(AFTER_A_WINDOW)
    yield one
    one.end()


@needs_redis
def test_after_a_failover_nothing_is_sent_for_a_window(
    server: RedisServer, client: redis.Redis, replica: RedisServer
) -> None:
    """The replica that is promoted may lack the last writes."""
    window = stored(server, "failover")
    assert places(window, 1) == 1
    assert client.wait(1, 1000) == 1
    with redis.Redis(port=replica.port) as promoted:
        promoted.replicaof("NO", "ONE")
    assert places(window, 10) == RATE.limit - 1  # the replica never hears of these
    window = stored(replica, "failover")
    assert places(window, 10) == 0
    time.sleep(AFTER_A_WINDOW)
    assert places(window, 10) == RATE.limit - 1  # it knows of the first one, which is still under way


@needs_redis
def test_after_a_time_as_a_replica_nothing_is_sent_for_a_window(server: RedisServer, client: redis.Redis) -> None:
    """Processes may have gone on without it."""
    window = stored(server, "demoted")
    assert places(window, 1) == 1
    client.replicaof("127.0.0.1", 1)
    client.replicaof("NO", "ONE")
    assert places(stored(server, "demoted"), 10) == 0
    assert places(stored(server, "new"), 1) == 1  # nobody has used this one before


@needs_redis
def test_shares_never_exceed_the_limit_altogether(server: RedisServer) -> None:
    """Whoever was told of a share uses it without Redis, as long as it is not told otherwise."""
    windows = [stored(server, "shares") for _ in range(4)]
    shares: dict[StoredWindow, int] = {}

    def ask(window: StoredWindow) -> Reply:
        reply = window.acquire(0)
        shares[window] = reply.share
        assert sum(shares.values()) <= RATE.limit
        return reply

    for window in windows:
        ask(window)
    assert [shares[window] for window in windows] == [6, 0, 0, 0]
    for _ in range(4):
        for window in windows:
            ask(window)
    assert [shares[window] for window in windows] == [1, 1, 1, 1]


@needs_redis
def test_nobody_has_a_share_while_others_may_have_an_old_one(server: RedisServer, client: redis.Redis) -> None:
    window = stored(server, "old shares")
    assert window.acquire(0).share == 6
    client.flushall()
    assert stored(server, "old shares").acquire(0).share == 0
    time.sleep(AFTER_A_WINDOW)
    assert window.acquire(1).share == 3

"""Several processes share the limits of a provider in Redis. None is ever answered 429.

Killed processes and lost stores are tested in tests/limiter.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
import redis
from generation_jobs import Jobs

from tests.facade.bodies import BREEZE_URL, breeze
from tests.facade.hasty import RATE, Hasty
from tests.facade.limited import Limited
from tests.facade.script import Answer, Script, reply
from tests.redisserver import BINARY, MISSING, RedisServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(BINARY is None, reason=MISSING)

ROOT = Path(__file__).parents[3]
SHELLS = {"anna": "blocking", "bert": "asyncio", "carl": "blocking"}


@pytest.fixture(scope="module")
def lasting() -> Iterator[RedisServer]:
    """One for many tests: a new one lets everybody wait for a window."""
    server = RedisServer()
    server.start()
    yield server
    server.end()


@pytest.fixture
def mortal() -> Iterator[RedisServer]:
    server = RedisServer()
    server.start()
    yield server
    server.end()


@pytest.fixture
def provider() -> Iterator[Limited]:
    server = Limited(RATE)
    yield server
    server.end()


class Sharers:
    """Processes that share a budget."""

    def __init__(self, provider: Limited, store: RedisServer, reads: int) -> None:
        self._provider = provider
        words = [sys.executable, "-m", "tests.facade.http.sharer"]
        self.all = {
            name: subprocess.Popen(
                [*words, name, shell, str(reads), provider.url, store.url],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for name, shell in SHELLS.items()
        }

    def counted(self) -> Counter[str]:
        """How many requests of each the provider has counted."""
        return Counter(seen.name.partition("-")[0] for seen in list(self._provider.seen))

    def until(self, happened: Callable[[Counter[str]], bool]) -> None:
        """Wait until the provider has counted so many."""
        end = time.monotonic() + 30
        while not happened(self.counted()):
            assert time.monotonic() < end, self.counted()
            time.sleep(0.01)

    def said(self, name: str) -> tuple[str, str]:
        """What one wrote to its two outputs until it ended."""
        out, err = self.all[name].communicate(timeout=60)
        return out, err

    def end(self) -> None:
        for process in self.all.values():
            process.kill()
            process.communicate()


Start: TypeAlias = "Callable[[RedisServer, int], Sharers]"


@pytest.fixture
def sharers(provider: Limited) -> Iterator[Start]:
    started: list[Sharers] = []

    def start(store: RedisServer, reads: int) -> Sharers:
        started.append(Sharers(provider, store, reads))
        return started[-1]

    yield start
    for one in started:
        one.end()


def refused(provider: Limited) -> int:
    return sum(seen.refused for seen in provider.seen)


def test_three_processes_use_one_budget_up_and_never_more(
    sharers: Start, provider: Limited, lasting: RedisServer
) -> None:
    """Equal parts are tested in tests/limiter."""
    three = sharers(lasting, 120)
    assert {three.said(name) for name in SHELLS} == {("done: 120\n", "")}
    assert len(provider.seen) == 360
    assert refused(provider) == 0


def test_without_redis_all_go_on_within_their_shares(sharers: Start, provider: Limited, mortal: RedisServer) -> None:
    three = sharers(mortal, 40)
    three.until(lambda counted: len(counted) == len(SHELLS) and counted.total() >= RATE.limit)
    working = {name for name, reads in three.counted().items() if reads < 40}
    mortal.end()
    said = {name: three.said(name) for name in SHELLS}
    assert {out for out, _ in said.values()} == {"done: 40\n"}, said
    assert working <= {name for name, (_, err) in said.items() if "budget" in err or "shared" in err or "store" in err}
    assert not any("brz_shared_secret" in err for _, err in said.values())
    assert refused(provider) == 0


class Two:
    """Two clients of one account in one process, on the real clock."""

    def __init__(self, store: RedisServer, key: str, answer: Answer) -> None:
        self.script = Script()
        self.script.on(BREEZE_URL.format(id=0), reply(breeze("active")))
        self.script.on(BREEZE_URL.format(id=1), answer)
        settings = [Hasty(api_key=key)]
        self.one, self.other = (Jobs(settings, budget=store.url, transport=self.script.transport()) for _ in range(2))

    def __enter__(self) -> Two:
        self.one.get("breeze:0")
        self.other.get("breeze:0")
        return self

    def __exit__(self, *_: object) -> None:
        self.one.close()
        self.other.close()

    def seconds(self) -> float:
        """How long the other waits for its next turn."""
        began = time.monotonic()
        self.other.get("breeze:0")
        return time.monotonic() - began


def test_what_one_is_told_of_the_rest_counts_for_all(lasting: RedisServer) -> None:
    said = reply(breeze("active"), x_ratelimit_remaining="0")
    with Two(lasting, "brz_second_secret", said) as two:
        two.one.get("breeze:1")
        assert two.seconds() > 0.9 * RATE.window


def test_redis_knows_no_key_and_forgets(lasting: RedisServer) -> None:
    with Two(lasting, "brz_third_secret", reply(breeze("active"))), redis.Redis(port=lasting.port) as store:
        names = store.keys()
        assert names
        assert not [name for name in names if b"secret" in name or store.ttl(name) < 0]
        assert not [name for name in names if b"secret" in store.dump(name)]

"""Several processes share one rate limit in Redis. The API never counts more than it allows, whatever Redis does."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from bisect import bisect
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import redis

from tests.limiter.counter import CountingAPI
from tests.limiter.sharer import RATE
from tests.redisserver import BINARY, MISSING, RedisServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(BINARY is None, reason=MISSING)

ROOT = Path(__file__).parents[2]
SHELLS = {"anna": "blocking", "bert": "asyncio", "carl": "blocking"}


class Sharers:
    """Processes that share the rate limit of an API."""

    def __init__(self, api: CountingAPI, store: RedisServer) -> None:
        self.api, self._store = api, store
        self.all: dict[str, subprocess.Popen[str]] = {}

    def start(self, requests: int, *names: str) -> None:
        for name in names or SHELLS:
            words = [name, SHELLS[name], str(requests), str(self.api.port), self._store.url]
            self.all[name] = subprocess.Popen(
                [sys.executable, "-m", "tests.limiter.sharer", *words],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        for name in names or SHELLS:  # all begin together, however long each took to start
            self.all[name].stdout.readline()
        for name in names or SHELLS:
            with contextlib.suppress(BrokenPipeError):  # it was refused, and has ended
                self.all[name].stdin.write("\n")
                self.all[name].stdin.flush()

    def until(self, happened: Callable[[Counter[str]], bool]) -> None:
        """Wait until the API has counted so many."""
        end = time.monotonic() + 30
        while not happened(self.api.counted()):
            assert time.monotonic() < end, self.api.counted()
            time.sleep(0.01)

    def outputs(self, *names: str) -> dict[str, tuple[str, str]]:
        """What each wrote to its two outputs until it ended."""
        return {name: self.all[name].communicate(timeout=60) for name in names or self.all}

    def all_done(self, *names: str) -> bool:
        return {out for out, _ in self.outputs(*names).values()} == {"done\n"}

    def end(self) -> None:
        for process in self.all.values():
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def lasting() -> Iterator[RedisServer]:
    """One for many tests: a new one makes everybody wait for a window."""
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
def api() -> Iterator[CountingAPI]:
    server = CountingAPI(RATE)
    yield server
    server.end()


@pytest.fixture
def sharing(api: CountingAPI) -> Iterator[Callable[[RedisServer], Sharers]]:
    made: list[Sharers] = []

    def make(store: RedisServer) -> Sharers:
        made.append(Sharers(api, store))
        return made[-1]

    yield make
    for one in made:
        one.end()


def everybody(counted: Counter[str]) -> bool:
    """Whether all three have begun, and the limit was used up once."""
    return len(counted) == len(SHELLS) and counted.total() >= RATE.limit


def while_all_send(api: CountingAPI) -> Counter[str]:
    """How many requests each sent until the first had ended."""
    names = [seen.name for seen in api.seen]
    ended = min(len(names) - names[::-1].index(name) for name in SHELLS)
    return Counter(names[:ended])


def busiest_window(api: CountingAPI) -> int:
    """The most requests in any window."""
    times = [seen.at for seen in api.seen]
    return max(bisect(times, start + RATE.window) - number for number, start in enumerate(times))


def test_they_use_the_limit_up_in_equal_parts_and_never_more(sharing, api, lasting) -> None:
    three = sharing(lasting)
    three.start(90)
    assert set(three.outputs().values()) == {("done\n", "")}
    assert api.refused == 0
    assert len(api.seen) == 270
    assert busiest_window(api) >= 0.8 * RATE.limit
    parts = while_all_send(api)
    assert max(parts.values()) <= 3 * min(parts[name] for name in SHELLS), parts


def test_a_process_that_is_killed_blocks_nobody(sharing, api, lasting) -> None:
    three = sharing(lasting)
    three.start(60)
    three.until(lambda counted: counted["anna"] >= 10)
    three.all["anna"].kill()
    assert three.all_done("bert", "carl")
    assert api.refused == 0


def test_without_redis_all_go_on_within_their_shares(sharing, api, mortal) -> None:
    three = sharing(mortal)
    three.start(50)
    three.until(everybody)
    working = {name for name, requests in api.counted().items() if requests < 50}
    mortal.end()
    outputs = three.outputs()
    assert {out for out, _ in outputs.values()} == {"done\n"}, outputs
    assert working <= {name for name, (_, err) in outputs.items() if "the store is lost" in err}
    assert api.refused == 0


def test_a_redis_that_starts_anew_has_forgotten_nothing_that_counts(sharing, api, mortal) -> None:
    three = sharing(mortal)
    three.start(40)
    three.until(everybody)
    mortal.end()
    mortal.start()
    assert three.all_done()
    assert api.refused == 0


@pytest.mark.parametrize("times", [1, 3])
def test_a_redis_that_is_flushed_while_processes_start(sharing, api, lasting, times: int) -> None:
    three = sharing(lasting)
    three.start(60, "anna", "bert")
    with redis.Redis(port=lasting.port) as client:
        for number in range(1, times + 1):
            three.until(lambda counted, number=number: counted.total() >= 20 * number)
            client.flushall()
            if number == 1:
                three.start(60, "carl")
    assert three.all_done()
    assert api.refused == 0


def test_a_redis_that_is_read_only_while_processes_start(sharing, api, mortal) -> None:
    """Those that use it go on within their shares, new ones are refused; all go on once it can be written again."""
    three = sharing(mortal)
    with redis.Redis(port=mortal.port) as client:
        three.start(80, "anna", "bert")
        three.until(lambda counted: len(counted) == 2 and counted.total() >= 40)
        client.replicaof("127.0.0.1", 1)
        three.start(80, "carl")
        _, err = three.outputs("carl")["carl"]
        assert "is a read-only replica; use its primary" in err
        three.until(lambda counted: counted.total() >= 80)
        client.replicaof("NO", "ONE")
        three.start(80, "carl")
    assert three.all_done()
    assert api.refused == 0

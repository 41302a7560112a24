"""Threads, forks and processes share the file of a ledger."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from threading import Barrier, Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import JobStatus
from generation_jobs.ledger import Intent, SQLiteLedger

from tests.facade.bodies import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import World

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
INTENT = Intent("finetuning", "account", "digest", NOON, "text")


def test_threads_share_it(ledger: SQLiteLedger) -> None:
    start = Barrier(8)

    def submit() -> None:
        start.wait()
        for _ in range(25):
            ledger.begin(INTENT)

    threads = [Thread(target=submit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledger.pending()) == 200


def test_an_interrupted_write_is_not_there(ledger: SQLiteLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> bool:
        raise KeyboardInterrupt

    number = ledger.begin(INTENT)
    ledger.answer(number, ["finetuning:a"])
    monkeypatch.setattr("generation_jobs._ledger.database.is_done", interrupt)
    with pytest.raises(KeyboardInterrupt):
        ledger.record("finetuning:a", JobStatus.FAILED)
    monkeypatch.undo()
    ledger.begin(INTENT)  # neither the lock nor a transaction is left
    assert len(ledger.pending()) == 2


def test_a_fork_takes_the_locks_that_threading_has_by_then(
    ledger: SQLiteLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gunicorn's workers let gevent replace those of Python, of which greenlets that wait for one know nothing."""
    ledger.begin(INTENT)
    taken: list[bool] = []

    class GreenLock:
        def __enter__(self) -> None:
            taken.append(True)

        def __exit__(self, *_: object) -> None:
            pass

    child = os.fork()
    if child == 0:
        code = 1
        try:
            monkeypatch.setattr("threading.Lock", GreenLock)
            ledger.begin(INTENT)
            code = 0 if taken else 2
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0


def test_a_fork_uses_its_own_connection(ledger: SQLiteLedger) -> None:
    ledger.begin(INTENT)
    child = os.fork()
    if child == 0:
        try:
            ledger.begin(INTENT)
            ledger.close()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    ledger.begin(INTENT)
    assert len(ledger.pending()) == 3


def test_among_ten_thousand_submits_the_pending_and_the_named_are_found(ledger: SQLiteLedger, path: Path) -> None:
    ledger.begin(INTENT)
    ledger.close()
    rows = [(number, f"order-{number}") for number in range(2, 10_001)]
    with sqlite3.connect(path) as db:
        db.executemany(
            "INSERT INTO submits (number, provider, account, digest, sent_at, expected, key, is_known) "
            "VALUES (?, 'oxen', 'a', 'd', 1, 1, ?, 1)",
            rows,
        )
        db.execute(
            "INSERT INTO jobs SELECT 'oxen:' || key, number, 'succeeded', '[]', 1 FROM submits WHERE key IS NOT NULL"
        )
    db.close()
    again = SQLiteLedger(path)
    assert [one.number for one in again.pending()] == [1]
    assert again.find("order-9999") is not None
    again.close()


def test_numbers_are_not_used_twice(ledger: SQLiteLedger) -> None:
    first = ledger.begin(INTENT)
    ledger.drop(first)
    assert ledger.begin(INTENT) > first


def test_a_ledger_of_ones_own_is_not_closed(world: World, ledger: SQLiteLedger) -> None:
    closed: list[Any] = []
    ledger.close = lambda: closed.append(1)  # type: ignore[method-assign]
    jobs = world.jobs(*SETTINGS.values(), ledger=ledger)
    jobs.close()
    assert closed == []
    del ledger.close


ANOTHER = """
import sys
from datetime import UTC, datetime
from generation_jobs.ledger import Intent, SQLiteLedger

ledger = SQLiteLedger(sys.argv[1])
ledger.begin(Intent("oxen", "account", "digest", datetime.now(UTC), key=sys.argv[2]))
print(*(entry.intent.key for entry in ledger.pending()))
ledger.close()
"""


def test_two_ledgers_of_a_process_lose_nothing_to_another_process(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"

    def another(key: str) -> list[str]:
        command = [sys.executable, "-c", ANOTHER, str(path), key]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()

    one, two = SQLiteLedger(path), SQLiteLedger(path)
    one.begin(INTENT._replace(key="a"))
    two.begin(INTENT._replace(key="b"))  # it must not open and close the file: that would end the locks of `one`
    another("c")  # the last to close the file, unless those locks say otherwise, and then it removes the log
    one.begin(INTENT._replace(key="d"))
    two.begin(INTENT._replace(key="e"))
    assert another("f") == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_process_may_fork_while_its_threads_write(tmp_path: Path) -> None:
    ledger, over = SQLiteLedger(tmp_path / "ledger.sqlite"), Event()

    def write() -> None:
        while not over.is_set():
            ledger.begin(INTENT)

    threads = [Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    ends: list[int] = []
    for number in range(4):
        child = os.fork()
        if child == 0:
            os._exit(0 if ledger.begin(INTENT._replace(key=f"child {number}")) else 1)
        ends.append(os.waitpid(child, 0)[1])
    over.set()
    for thread in threads:
        thread.join()
    keys = {entry.intent.key for entry in ledger.pending()}
    assert (ends, keys - {None}) == ([0] * 4, {f"child {number}" for number in range(4)})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_threads_may_fork_at_the_same_time(tmp_path: Path) -> None:
    ledger, over = SQLiteLedger(tmp_path / "ledger.sqlite"), Event()
    ends: list[int] = []

    def write() -> None:
        while not over.is_set():
            ledger.begin(INTENT)

    def fork() -> None:
        for _ in range(20):
            if (child := os.fork()) == 0:
                signal.alarm(10)
                os._exit(0 if ledger.begin(INTENT) else 1)
            ends.append(os.waitpid(child, 0)[1])

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        writers, forkers = [Thread(target=write)], [Thread(target=fork) for _ in range(4)]
        for thread in writers + forkers:
            thread.start()
        for thread in forkers:
            thread.join()
    finally:
        over.set()
        sys.setswitchinterval(interval)
    writers[0].join()
    assert ends == [0] * 80

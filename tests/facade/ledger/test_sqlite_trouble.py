"""Trouble with the file of a ledger is told before anything is paid, and loses nothing after it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from generation_jobs import JobStatus, LedgerError, SubmitUncertain
from generation_jobs.ledger import Intent, SQLiteLedger

from tests.facade.bodies import FINETUNING_URL, SETTINGS, finetuning
from tests.facade.script import Answer, lost, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World

URL = "https://pub.finetuning.ai/v1/generations"
ACCEPTED = reply({"data": {"id": "gen_abc123", "status": "pending"}}, 202)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
INTENT = Intent("finetuning", "account", "digest", NOON, "text")
NOTES = "my notes, which are longer than the header of a database, and no ledger at all" * 2
needs_a_user = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def refused(world: World, jobs: Face, why: str) -> None:
    """A submit is refused for trouble with the ledger, and nothing is sent."""
    with pytest.raises(LedgerError, match=rf"^finetuning: nothing was submitted, since .*{why}"):
        jobs.submit("finetuning", tags="lofi")
    assert world.script.requests == []


def test_another_file(world: World, jobs: Face, path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        "my notes, which are longer than the header of a database, and no ledger at all" * 2, encoding="utf-8"
    )
    refused(world, jobs, "file is not a database: it is not a ledger")
    assert path.read_text(encoding="utf-8") == NOTES


def test_the_database_of_another_program(world: World, jobs: Face, path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE notes (text)")
    db.close()
    refused(world, jobs, "the database of another program")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE submits SET key = CAST(x'ff' AS TEXT)",
        "UPDATE submits SET sent_at = 1e300",
        "UPDATE submits SET sent_at = 'noon'",
        "UPDATE submits SET provider = CAST(x'ed' AS TEXT)",
        "DROP TABLE jobs",
    ],
)
def test_something_in_it_is_damaged(jobs: Face, ledger: SQLiteLedger, path: Path, damage: str) -> None:
    ledger.begin(INTENT)
    ledger.close()
    with sqlite3.connect(path) as db:
        db.execute(damage)
    db.close()
    with pytest.raises(LedgerError, match="it is damaged: move it away and keep it"):
        jobs.pending()


@pytest.mark.parametrize(
    "damage", ["DROP TABLE jobs", "DROP TABLE submits", "ALTER TABLE jobs RENAME COLUMN files TO paths"]
)
@pytest.mark.parametrize("is_open", [True, False])
def test_a_table_is_gone(world: World, jobs: Face, path: Path, damage: str, is_open: bool) -> None:
    world.script.on(URL, ACCEPTED)
    jobs.submit("finetuning", tags="lofi")
    world.script.requests.clear()
    with sqlite3.connect(path) as db:
        db.execute(damage)
    db.close()
    refused(world, jobs if is_open else world.jobs(*SETTINGS.values(), ledger=path), "no such .*it is damaged")


def test_a_newer_version(world: World, jobs: Face, ledger: SQLiteLedger, path: Path) -> None:
    ledger.begin(INTENT)
    ledger.close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 2")
    db.close()
    refused(world, jobs, "newer version of generation-jobs.*update generation-jobs")


def test_a_newer_version_that_comes_while_it_is_open(world: World, jobs: Face, path: Path) -> None:
    world.script.on(URL, ACCEPTED)
    jobs.submit("finetuning", tags="lofi")
    world.script.requests.clear()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 2")
    db.close()
    refused(world, jobs, "newer version of generation-jobs.*update generation-jobs")


def test_it_is_locked(world: World, jobs: Face, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generation_jobs._ledger.sqlite._BUSY_SECONDS", 0.05)
    SQLiteLedger(path).begin(INTENT)
    with sqlite3.connect(path, isolation_level=None) as db:
        db.execute("BEGIN EXCLUSIVE")
        refused(world, jobs, "database is locked: another process has held it.*, or its disk cannot lock files")
        db.execute("ROLLBACK")
    db.close()
    world.script.on(URL, ACCEPTED)
    assert jobs.submit("finetuning", tags="lofi").ref == "finetuning:gen_abc123"


@pytest.mark.parametrize("is_replaced", [True, False])
def test_it_is_removed_while_it_is_in_use(world: World, jobs: Face, path: Path, is_replaced: bool) -> None:
    world.script.on(URL, ACCEPTED)
    jobs.submit("finetuning", tags="lofi", key="order-17")
    world.script.requests.clear()
    moved = path.parent.rename(path.parent.with_name("moved"))  # with its log
    if is_replaced:
        SQLiteLedger(path).begin(INTENT)
    refused(world, jobs, "was removed or replaced while it was in use: put it back")
    with pytest.raises(LedgerError, match="was removed or replaced"):
        jobs.pending()
    assert path.exists() is is_replaced
    if is_replaced:
        path.parent.rename(path.parent.with_name("other"))
    moved.rename(path.parent)
    assert jobs.submit("finetuning", tags="lofi", key="order-17").ref == "finetuning:gen_abc123"
    assert world.script.requests == []


def test_it_is_removed_while_an_answer_is_awaited(
    world: World, jobs: Face, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def answer(_: object) -> Answer:
        path.unlink()
        return ACCEPTED

    world.script.on(URL, answer)
    assert jobs.submit("finetuning", tags="lofi").ref == "finetuning:gen_abc123"
    assert "removed or replaced" in caplog.text
    assert "the response names finetuning:gen_abc123" in caplog.text


def test_its_log_is_removed_while_it_is_in_use(world: World, jobs: Face, path: Path) -> None:
    """What was paid for is still written: into the file itself when the last program ends."""

    def answer(_: object) -> Answer:
        path.with_name(f"{path.name}-wal").unlink()
        return ACCEPTED

    world.script.on(URL, answer)
    assert jobs.submit("finetuning", tags="lofi", key="order-17").ref == "finetuning:gen_abc123"
    world.script.requests.clear()
    refused(world, jobs, "-wal was removed or replaced while the ledger was in use: end all programs that use it")
    with pytest.raises(LedgerError, match="end all other programs that use the ledger"):
        SQLiteLedger(path).pending()
    jobs.close()
    assert [job.ref for entry in SQLiteLedger(path).pending() for job in entry.jobs] == ["finetuning:gen_abc123"]


def test_a_file_in_place_of_the_folder(world: World, jobs: Face, path: Path) -> None:
    path.parent.write_text("no folder")
    refused(world, jobs, "File exists: make it writable")


def test_a_folder_in_place_of_the_file(world: World, jobs: Face, path: Path) -> None:
    path.mkdir(parents=True)
    refused(world, jobs, "Is a directory: name a file in it")


@needs_a_user
def test_a_read_only_folder(world: World, jobs: Face, path: Path) -> None:
    path.parent.mkdir(mode=0o500)
    refused(world, jobs, "Permission denied: make it writable")


def test_a_file_that_cannot_be_looked_for(world: World, tmp_path: Path) -> None:
    jobs = world.jobs(*SETTINGS.values(), ledger=tmp_path / ("long" * 99))
    refused(world, jobs, "File name too long")
    for call in (jobs.pending, jobs.recover):
        with pytest.raises(LedgerError, match="File name too long"):
            call()


def test_a_read_only_file_system(world: World) -> None:
    refused(world, world.jobs(*SETTINGS.values(), ledger="/proc/nowhere/ledger.sqlite"), "No such file")


FULL = """
import resource, sys
from tests.facade.ledger.test_sqlite import INTENT, SQLiteLedger
ledger = SQLiteLedger(sys.argv[1])
ledger.begin(INTENT)
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, resource.RLIM_INFINITY))  # writing fails as on a full disk
written = 1
try:
    while True:
        ledger.begin(INTENT)
        written += 1
except Exception as error:
    print(type(error).__name__, written, error)
"""


def test_a_full_disk(path: Path) -> None:
    process = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True)
    kind, written, message = process.stdout.split(" ", 2)
    assert kind == "LedgerError"
    assert message.startswith(f"the ledger {path} cannot be used: ")
    # what was acknowledged is there, and the rest of the disk is not needed to read it
    assert len(SQLiteLedger(path).pending()) == int(written)


class OtherStoreError(Exception):
    """What a store of the user's may raise."""


BROKEN = [LedgerError, ConnectionError, OtherStoreError]


@pytest.mark.parametrize("kind", BROKEN)
def test_a_store_that_breaks_before_a_submit(
    world: World, jobs: Face, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def fail(*_: object) -> None:
        raise kind("the store is gone")

    monkeypatch.setattr(SQLiteLedger, "begin", fail)
    refused(world, jobs, "the store is gone")


@pytest.mark.parametrize("kind", BROKEN)
def test_a_store_that_breaks_while_a_job_is_waited_for(
    world: World, jobs: Face, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def fail(*_: object) -> None:
        raise kind("the store is gone")

    monkeypatch.setattr(SQLiteLedger, "record", fail)
    world.script.on(
        FINETUNING_URL.format(id="gen_abc123"), reply(finetuning("completed", audioUrl="https://m.example/a"))
    )
    assert jobs.wait("finetuning:gen_abc123").status is JobStatus.SUCCEEDED


@pytest.mark.parametrize("kind", BROKEN)
def test_a_disk_that_is_full_when_the_answer_comes(
    world: World,
    jobs: Face,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[Exception],
) -> None:
    def fail(*_: object) -> None:
        raise kind("the ledger is full")

    monkeypatch.setattr(SQLiteLedger, "answer", fail)
    world.script.on(URL, ACCEPTED)
    assert jobs.submit("finetuning", tags="lofi").ref == "finetuning:gen_abc123"
    assert (
        "the ledger is full; submit 1 is not up to date in it; the response names finetuning:gen_abc123" in caplog.text
    )
    assert [one.state for one in jobs.pending()] == ["lost"]


def test_states_are_not_worth_an_error(world: World, jobs: Face, path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    path.write_text(
        "my notes, which are longer than the header of a database, and no ledger at all" * 2, encoding="utf-8"
    )
    world.script.on(FINETUNING_URL.format(id="gen_abc123"), reply(finetuning("processing")))
    for _ in range(2):
        jobs.get("finetuning:gen_abc123")
    assert caplog.text.count("the states of jobs are not recorded") == 1


def test_a_submit_that_failed_to_connect_leaves_nothing(world: World, jobs: Face) -> None:
    limited = reply({"error": {"code": "QUEUE_FULL", "message": "full"}}, 429)
    world.script.on(URL, limited)
    with pytest.raises(Exception, match="QUEUE_FULL"):
        jobs.submit("finetuning", tags="lofi")
    assert jobs.pending() == []


def test_the_reason_of_a_lost_answer_is_kept(world: World, jobs: Face) -> None:
    world.script.on(URL, lost("gone with the wind"))
    with pytest.raises(SubmitUncertain):
        jobs.submit("finetuning", key="order-17", tags="lofi")
    (one,) = jobs.pending()
    assert (one.state, one.key, one.sent_at) == ("lost", "order-17", world.clock.now())
    assert "gone with the wind" in one.reason


def test_a_submit_whose_response_names_the_job_of_another_is_lost(
    world: World, jobs: Face, caplog: pytest.LogCaptureFixture
) -> None:
    world.script.on(URL, ACCEPTED)
    for key in ("order-17", "order-18"):
        jobs.submit("finetuning", key=key, tags="lofi")
    assert "has finetuning:gen_abc123 as the job of another submit than 2; submit 2 is not up to date" in caplog.text
    assert [(one.key, one.state) for one in jobs.pending()] == [("order-17", "known"), ("order-18", "lost")]

"""A ledger in Postgres: the same as one in a file, also for several machines and while the server is away."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from generation_jobs import ConfigurationError, Jobs, LedgerError, Oxen, SubmitUncertain
from generation_jobs._ledger.postgres import PostgresLedger
from generation_jobs.ledger import Intent, KeyTakenError, Ledger
from generation_jobs_sandbox import Sandbox
from hypothesis import settings

from tests.facade.bodies import SETTINGS
from tests.facade.ledger.test_fuzz import LedgerMachine
from tests.facade.script import Answer, reply
from tests.postgresserver import PostgresServer, needs_postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.facade.shells import World

URL = "https://pub.finetuning.ai/v1/generations"
ACCEPTED = reply({"data": {"id": "gen_abc123", "status": "pending"}}, 202)
INTENT = Intent("finetuning", "account", "digest", datetime(2026, 1, 1, 12, tzinfo=UTC), "text", key="order-17")

pytestmark = needs_postgres


def ledger_of(url: str) -> Ledger:
    with Jobs([SETTINGS["finetuning"]], ledger=url) as jobs:
        ledger = jobs.ledger
    assert ledger is not None
    return ledger


@pytest.fixture
def ledger(database: str) -> Iterator[Ledger]:
    one = ledger_of(database)
    yield one
    one.close()


@pytest.fixture
def mortal() -> Iterator[PostgresServer]:
    """A server that a test may stop."""
    server = PostgresServer()
    server.start()
    yield server
    with suppress(Exception):
        server.end()
    server.remove_data()


def test_any_calls_do_what_they_do_in_a_file(database: str) -> None:
    class PostgresMachine(LedgerMachine):
        def open_two(self) -> list[Ledger]:
            with psycopg.connect(database) as db:
                db.execute("DROP SCHEMA IF EXISTS generation_jobs CASCADE")
            return [ledger_of(database) for _ in range(2)]

    PostgresMachine.TestCase.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)
    PostgresMachine.TestCase().runTest()


def test_without_a_table_nothing_is_submitted(world: World, database: str) -> None:
    world.script.on(URL, ACCEPTED)
    jobs = world.jobs(*SETTINGS.values(), ledger=database)
    jobs.submit("finetuning", tags="lofi")
    world.script.requests.clear()
    with psycopg.connect(database) as db:
        db.execute("DROP TABLE generation_jobs.jobs")
    with pytest.raises(LedgerError, match=r"nothing was submitted, since .*jobs. does not exist.*see to the database"):
        jobs.submit("finetuning", tags="lofi")
    assert world.script.requests == []


def test_workers_that_start_at_once_pay_each_order_once(database: str) -> None:
    with Sandbox() as box, ThreadPoolExecutor(4) as pool:
        orders = list(range(10)) * 4

        def submit(order: int) -> None:
            with (
                Jobs([Oxen(api_key="k", base_url=box.base_url("oxen"))], ledger=database) as jobs,
                suppress(SubmitUncertain),  # another worker's submit is under way
            ):
                jobs.submit("oxen", key=f"order-{order}", model="flux-2-dev", prompt=f"order {order}")

        list(pool.map(submit, orders))
        assert len(box.world.submissions) == 10


def test_no_key_and_no_parameter_is_in_it(world: World, database: str) -> None:
    world.script.on(URL, Answer(502, b"ft_live_secret lofi piano"))
    with pytest.raises(SubmitUncertain):
        world.jobs(*SETTINGS.values(), ledger=database).submit("finetuning", tags="lofi piano", lyrics="a secret love")
    with psycopg.connect(database) as db:
        content = str(db.execute("SELECT * FROM generation_jobs.submits").fetchall())
    assert "finetuning" in content
    for secret in ("ft_live_secret", "lofi", "secret love"):
        assert secret not in content


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # the test runner has threads
def test_a_forked_process_has_its_own_connections(ledger: Ledger) -> None:
    ledger.begin(INTENT)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            ledger.begin(INTENT._replace(key="of the child"))
            ledger.close()
            code = 0
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert [entry.intent.key for entry in ledger.pending()] == ["order-17", "of the child"]


def test_a_call_that_ends_after_closing_leaves_no_connection_open(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = ledger_of(database)
    monkeypatch.setattr(PostgresLedger, "_ahead", lambda self, _: self.close() or 0.0)  # by another thread, say
    ledger.begin(INTENT)
    with psycopg.connect(database) as db:
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()"
        until = time.monotonic() + 5
        while db.execute(others).fetchone() != (0,) and time.monotonic() < until:
            db.rollback()  # what is open is read anew in each transaction
    assert time.monotonic() < until


def test_the_server_starts_anew(mortal: PostgresServer) -> None:
    ledger = ledger_of(mortal.url())
    number = ledger.begin(INTENT)
    mortal.end()
    with pytest.raises(
        LedgerError, match=rf"the ledger in 127.0.0.1:{mortal.port}/postgres cannot be used: connection"
    ):
        ledger.find("order-17")
    mortal.start()
    with pytest.raises(KeyTakenError) as caught:
        ledger.begin(INTENT)
    assert caught.value.entry.number == number
    mortal.end()  # an idle connection does not learn of it
    mortal.start()
    assert ledger.begin(INTENT._replace(key="order-18")) > number
    ledger.close()


def test_a_server_that_hangs(world: World, mortal: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generation_jobs._ledger.postgres._ANSWER_SECONDS", 0.2)
    jobs = world.jobs(*SETTINGS.values(), ledger=mortal.url())
    assert jobs.pending() == []
    with mortal.frozen(), pytest.raises(LedgerError, match=r"nothing was submitted, since .* timeout expired"):
        jobs.submit("finetuning", tags="lofi")
    assert world.script.requests == []
    world.script.on(URL, ACCEPTED)
    assert jobs.submit("finetuning", tags="lofi").ref == "finetuning:gen_abc123"


def test_a_server_that_has_forgotten_the_last_writes(ledger: Ledger, database: str) -> None:
    number = ledger.begin(INTENT)
    with psycopg.connect(database) as db:  # as a replica that has taken its primary's place
        db.execute("TRUNCATE generation_jobs.submits, generation_jobs.jobs RESTART IDENTITY")
    ledger.begin(INTENT._replace(key="order-18"))
    with pytest.raises(LedgerError, match=f"the ledger has no submit {number} any more"):
        ledger.answer(number, ["finetuning:gen_abc123"])
    assert [(entry.intent.key, entry.is_known, entry.jobs) for entry in ledger.pending()] == [("order-18", False, ())]


@pytest.mark.parametrize("ahead", [-7200.0, 7200.0])
def test_the_clocks_of_two_machines_differ(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, ahead: float) -> None:
    clock = time.time
    sent_at = datetime.now(UTC)
    with monkeypatch.context() as other_machine:
        other_machine.setattr(time, "time", lambda: clock() + ahead)
        ledger.begin(INTENT._replace(sent_at=sent_at + timedelta(seconds=ahead)))
        (there,) = ledger.pending()
    (here,) = ledger.pending()
    assert abs(there.intent.sent_at - sent_at - timedelta(seconds=ahead)) < timedelta(seconds=5)
    assert abs(here.intent.sent_at - sent_at) < timedelta(seconds=5)


def test_nothing_is_sent_while_it_is_away(world: World, mortal: PostgresServer) -> None:
    jobs = world.jobs(*SETTINGS.values(), ledger=mortal.url())
    mortal.end()
    with pytest.raises(LedgerError, match=r"^finetuning: nothing was submitted, since .* cannot be used"):
        jobs.submit("finetuning", tags="lofi")
    assert world.script.requests == []
    mortal.start()
    world.script.on(URL, ACCEPTED)
    assert jobs.submit("finetuning", tags="lofi").ref == "finetuning:gen_abc123"


def test_a_database_of_version_0_1_goes_on(ledger: Ledger, database: str) -> None:
    """It has no column for parameters."""
    ledger.begin(INTENT)
    ledger.close()
    with psycopg.connect(database) as db:
        db.execute("ALTER TABLE generation_jobs.submits DROP COLUMN shown")
    with closing(PostgresLedger(database)) as new:
        new.begin(INTENT._replace(key=None, shown="{}"))
    assert sorted(str(entry.intent.shown) for entry in ledger.pending()) == ["None", "{}"]


def test_a_newer_version(world: World, ledger: Ledger, database: str) -> None:
    ledger.begin(INTENT)
    with psycopg.connect(database) as db:
        db.execute("UPDATE generation_jobs.ledger SET version = 2")
    with pytest.raises(LedgerError, match="written by a newer version of generation-jobs"):
        world.jobs(*SETTINGS.values(), ledger=database).pending()


def test_a_newer_version_that_comes_while_it_is_open(world: World, ledger: Ledger, database: str) -> None:
    jobs = world.jobs(*SETTINGS.values(), ledger=ledger)
    assert list(jobs.pending()) == []
    with psycopg.connect(database) as db:
        db.execute("UPDATE generation_jobs.ledger SET version = 2")
    with pytest.raises(LedgerError, match=r"nothing was submitted.*written by a newer version of generation-jobs"):
        jobs.submit("finetuning", tags="lofi")
    with pytest.raises(LedgerError, match="written by a newer version of generation-jobs"):
        jobs.pending()
    assert world.script.requests == []


def test_another_database(world: World, postgres: PostgresServer) -> None:
    with pytest.raises(LedgerError, match='database "nowhere" does not exist') as caught:
        world.jobs(*SETTINGS.values(), ledger=postgres.url("nowhere")).pending()
    assert "not-shown" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:not-shown@[host/db",
        "postgresql://me:not-shown@host/db?what=1",
        "postgresql://me:not-/shown@host/db",
        "postgresql://me:17/not-shown@host/db",
    ],
)
def test_a_url_that_cannot_be_read(world: World, url: str) -> None:
    with pytest.raises(ConfigurationError, match="give postgresql://USER:PASSWORD@HOST") as caught:
        world.jobs(*SETTINGS.values(), ledger=url)
    assert "not-shown" not in str(caught.value)


def test_the_password_is_not_shown(ledger: Ledger) -> None:
    assert "not-shown" not in repr(ledger)
    assert "127.0.0.1" in repr(ledger)


def test_another_kind_of_database(world: World, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"ledger=redis://…: give a path, or the URL of a Postgres database"):
        world.jobs(*SETTINGS.values(), ledger="redis://:not-shown@localhost/0")
    assert not list(tmp_path.iterdir())

"""`PostgresLedger`: a ledger in a Postgres database, which processes of several machines may share."""

import os
import random
import threading
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.conninfo import conninfo_to_dict

from generation_jobs._core.errors import ConfigurationError, LedgerError
from generation_jobs._core.ledger import Entry, Intent, KeyTakenError
from generation_jobs._core.values.checks import CheckedArguments
from generation_jobs._ledger.database import NO_JOBS, DatabaseLedger, check_intent

T = TypeVar("T")

_CONNECTIONS = 8
"""The most connections of a ledger. Postgres commits together what they write at the same time."""
_DEFAULTS = {"connect_timeout": 5, "tcp_user_timeout": 10_000, "application_name": "generation-jobs"}
_STATEMENT_SECONDS = 10
_ANSWER_SECONDS = 12.0
"""How long the server may say nothing. One that hangs does not keep to its own limit, and its sockets stay open."""
_GAP = 2**20
"""Numbers grow by up to this much at random: a server that has forgotten the last ones does not give them again, to
submits of other processes, while those who have them still write what became of theirs."""
_SAME_CLOCK = 5.0
"""Seconds by which two clocks are taken for equal: a reading takes its time, too."""
_VERSION = 1
_LOCK = 0x67656E6A  # any number: of the processes that find no tables, one creates them

_UNREADABLE = (
    "ledger: the URL of the Postgres database cannot be read: give postgresql://USER:PASSWORD@HOST:PORT/DATABASE, and "
    "escape / @ : ? in USER and PASSWORD (RFC 3986)"
)

_TABLES = """
CREATE SCHEMA IF NOT EXISTS generation_jobs;
CREATE TABLE IF NOT EXISTS generation_jobs.ledger (version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS generation_jobs.submits (
    number BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY, provider TEXT NOT NULL, account TEXT NOT NULL,
    digest TEXT NOT NULL, sent_at DOUBLE PRECISION NOT NULL, text TEXT, expected INTEGER NOT NULL, key TEXT UNIQUE,
    is_known BOOLEAN NOT NULL DEFAULT FALSE, note TEXT, token UUID NOT NULL UNIQUE, shown TEXT
);
CREATE TABLE IF NOT EXISTS generation_jobs.jobs (
    ref TEXT PRIMARY KEY, number BIGINT NOT NULL REFERENCES generation_jobs.submits, status TEXT NOT NULL,
    files TEXT NOT NULL DEFAULT '[]', is_done BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX IF NOT EXISTS unknown ON generation_jobs.submits (number) WHERE NOT is_known;
CREATE INDEX IF NOT EXISTS undone ON generation_jobs.jobs (number) WHERE NOT is_done;
CREATE INDEX IF NOT EXISTS jobs_of ON generation_jobs.jobs (number);
"""

_NO_COLUMN = """SELECT to_regclass('generation_jobs.submits') WHERE NOT EXISTS (
    SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('generation_jobs.submits') AND attname = 'shown'
)"""
_ADD_COLUMN = "ALTER TABLE generation_jobs.submits ADD COLUMN IF NOT EXISTS shown TEXT"
"""Adds what version 0.1 did not keep, which can still use the table then. It needs the owner of the table."""

_CLOCK = "SELECT extract(epoch FROM clock_timestamp())::float8, (SELECT max(version) FROM {schema}ledger)"


class _Connection(psycopg.Connection[Any]):
    """Ends itself where the server does not answer."""

    def wait(self, gen: PQGen[T], *args: Any, **options: Any) -> T:
        return super().wait(self._bounded(gen, time.monotonic() + _ANSWER_SECONDS), *args, **options)

    def _bounded(self, steps: PQGen[T], until: float) -> PQGen[T]:
        try:
            wanted = next(steps)
            while time.monotonic() < until:
                wanted = steps.send((yield wanted))
        except StopIteration as end:
            value: T = end.value
            return value
        self.close()
        raise psycopg.OperationalError(f"the server has not answered for {_ANSWER_SECONDS:.0f} s")


_inherited: list[list[_Connection]] = []
"""Connections of the parent process, which a forked child must neither use nor close."""


class PostgresLedger(DatabaseLedger[_Connection], metaclass=CheckedArguments):
    """A ledger in the schema `generation_jobs` of a Postgres database. It is created at the first use.

    What is written to the ledger is as safe as the database makes a commit. Every write may be repeated, and is,
    once, if the connection breaks in the middle of it. Times are kept by the server's clock, and returned by that of
    the machine which reads them, since the clocks of several machines may differ.

    Args:
        url: postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with the options of libpq.

    Raises:
        ConfigurationError: The URL cannot be read.
    """

    def __init__(self, url: str) -> None:
        try:
            self._options: dict[str, Any] = _DEFAULTS | conninfo_to_dict(url)
        except psycopg.ProgrammingError:  # its text may show the password
            raise ConfigurationError(_UNREADABLE) from None
        ports = str(self._options.get("port") or 0).split(",")
        if not all(map(str.isdecimal, ports)) or "@" in f"{self._options.get('host')}{self._options.get('dbname')}":
            raise ConfigurationError(_UNREADABLE)  # a part of the password is taken for one of the place
        self._reset()

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._places = threading.BoundedSemaphore(_CONNECTIONS)
        self._idle: list[_Connection] = []
        self._closings = 0
        self._has_tables = False

    def __repr__(self) -> str:
        return f"PostgresLedger({self._place})"

    @property
    def _place(self) -> str:
        """Where it is, without user and password."""
        host = self._options.get("host") or self._options.get("hostaddr") or "local"
        return f"{host}:{self._options.get('port', 5432)}/{self._options.get('dbname', '')}"

    def begin(self, intent: Intent) -> int:
        check_intent(intent)
        token = uuid.uuid4()
        statement = """INSERT INTO generation_jobs.submits
            (number, provider, account, digest, sent_at, text, expected, key, shown, token) OVERRIDING SYSTEM VALUE
            SELECT coalesce(max(number), 0) + %s, %s, %s, %s, %s, %s, %s, %s, %s, %s FROM generation_jobs.submits
            ON CONFLICT DO NOTHING RETURNING number"""

        def insert(db: _Connection) -> int | None:
            sent_at = intent.sent_at.timestamp() - self._ahead(db)
            gap = random.randint(1, _GAP)  # noqa: S311  (no secret)
            row = db.execute(statement, (gap, *intent[:3], sent_at, *intent[4:], token)).fetchone()
            if row is None:  # it was written before the connection broke, or the key is taken
                row = db.execute("SELECT number FROM generation_jobs.submits WHERE token = %s", (token,)).fetchone()
            return None if row is None else int(row[0])

        while (number := self._run(insert)) is None:  # the key is taken, unless its submit is removed at this moment
            if intent.key is not None and (first := self.find(intent.key)) is not None:
                raise KeyTakenError(first)
        return number

    def close(self) -> None:
        self._check_process()
        self._closings += 1
        with suppress(IndexError):  # also where another thread takes the last one
            while True:
                self._idle.pop().close()

    def _entries(self, db: _Connection, where: str, *values: object) -> list[Entry]:
        ahead = timedelta(seconds=self._ahead(db))
        entries = super()._entries(db, where, *values)
        return [one._replace(intent=one.intent._replace(sent_at=one.intent.sent_at + ahead)) for one in entries]

    def _execute(self, db: _Connection, statement: str, *values: object) -> psycopg.Cursor[Any]:
        return db.execute(statement.format(schema="generation_jobs.").replace("?", "%s").encode(), values)

    def _change(self, statement: str, *values: object) -> int:
        return self._run(lambda db: self._execute(db, statement, *values).rowcount)

    def _read(self, work: Callable[[_Connection], T]) -> T:
        return self._run(work)

    def _write(self, work: Callable[[_Connection], T]) -> T:
        def transaction(db: _Connection) -> T:
            with db.transaction():
                return work(db)

        return self._run(transaction)

    def _run(self, work: Callable[[_Connection], T]) -> T:
        """Call a function, in which each statement is committed by itself; again if the connection was broken.

        A transaction takes two messages to the server and back more than its statements do.

        Raises:
            LedgerError: The database cannot be used.
        """
        self._check_process()
        try:
            try:
                return self._try(work)
            except psycopg.OperationalError:  # the server was restarted, or another one has taken its place
                self.close()
                return self._try(work)
        except (psycopg.Error, UnicodeError) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            advice = "see to the database, or choose another ledger (ledger=, GENJOBS_LEDGER)"
            raise LedgerError(f"the ledger in {self._place} cannot be used: {reason}: {advice}") from error

    def _try(self, work: Callable[[_Connection], T]) -> T:
        with self._connection() as db:
            return work(db)

    @contextmanager
    def _connection(self) -> Generator[_Connection]:
        """Lend a connection; one that fails is not lent again."""
        with self._places:
            closings = self._closings
            try:
                db = self._idle.pop()
            except IndexError:
                db = self._connect()
            try:
                yield db
            except BaseException:
                db.close()
                raise
            self._idle.append(db)
            if closings != self._closings:  # closed meanwhile, by another thread
                self.close()

    def _connect(self) -> _Connection:
        db = _Connection.connect(**self._options, autocommit=True, prepare_threshold=None)
        try:
            db.execute("SELECT set_config('statement_timeout', %s, false)", (f"{_STATEMENT_SECONDS}s",))
            if not self._has_tables:
                self._create_tables(db)
        except BaseException:
            db.close()
            raise
        return db

    def _create_tables(self, db: _Connection) -> None:
        if _version(db) is None:
            with db.transaction():
                db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
                db.execute(_TABLES)
                if _version(db) is None:  # no other process was faster
                    db.execute("INSERT INTO generation_jobs.ledger VALUES (%s)", (_VERSION,))
        self._refuse_newer(_version(db) or 0)
        if db.execute(_NO_COLUMN).fetchone():
            db.execute(_ADD_COLUMN)
        self._has_tables = True

    def _refuse_newer(self, version: int) -> None:
        if version > _VERSION:
            raise LedgerError(
                f"the ledger in {self._place} was written by a newer version of generation-jobs (format {version}, "
                f"this version reads {_VERSION}): update generation-jobs, or choose another database"
            )

    def _ahead(self, db: _Connection) -> float:
        """Return by how many seconds the clock of this machine is ahead of the server's.

        Raises:
            LedgerError: The ledger was updated while this process was running.
            psycopg.Error: A table of it is gone.
        """
        row = self._execute(db, f"{_CLOCK}, ({NO_JOBS})").fetchone()
        assert row is not None, "a SELECT without FROM has a row"
        self._refuse_newer(row[1] or 0)
        ahead = time.time() - float(row[0])
        return ahead if abs(ahead) > _SAME_CLOCK else 0.0

    def _check_process(self) -> None:
        if self._pid != os.getpid():
            _inherited.append(self._idle)
            self._reset()


def _version(db: _Connection) -> int | None:
    """Return the format of the ledger in a database, None where there is none."""
    if db.execute("SELECT to_regclass('generation_jobs.ledger')").fetchone() == (None,):
        return None
    row = db.execute("SELECT version FROM generation_jobs.ledger").fetchone()
    return None if row is None else int(row[0])

"""`SQLiteLedger`: a ledger in one file, which several threads and processes of one machine may share.

The file is in WAL mode. Only intents are synced to disk before the call returns: a killed process loses nothing of the
rest either, and after a power failure a submit whose ref is gone is searched for like any other. What several threads
write at the same time is committed together, so that submits a second do not depend on how long a sync takes.
"""

import os
import random
import sqlite3
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

from generation_jobs._core.errors import LedgerError
from generation_jobs._core.ledger import Entry, Intent, KeyTakenError
from generation_jobs._ledger.database import DatabaseLedger
from generation_jobs._values.status import JobStatus

T = TypeVar("T")
_APPLICATION = 0x67656E6A  # "genj"; SQLite keeps it in the file's header, as it does the version
_VERSION = 1
_BUSY_SECONDS = 5.0
"""How long another process may hold the file."""
_LONGEST_NAP = 0.01
"""Seconds between two tries to take it, at most."""

_SCHEMA = f"""
CREATE TABLE submits (
    number INTEGER PRIMARY KEY AUTOINCREMENT, provider TEXT NOT NULL, account TEXT NOT NULL, digest TEXT NOT NULL,
    sent_at REAL NOT NULL, text TEXT, expected INTEGER NOT NULL, key TEXT UNIQUE, is_known INTEGER NOT NULL DEFAULT 0,
    note TEXT
);
CREATE TABLE jobs (
    ref TEXT PRIMARY KEY, number INTEGER NOT NULL REFERENCES submits, status TEXT NOT NULL,
    files TEXT NOT NULL DEFAULT '[]', is_done INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX unknown ON submits (number) WHERE NOT is_known;
CREATE INDEX undone ON jobs (number) WHERE NOT is_done;
CREATE INDEX jobs_of ON jobs (number);
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
"""
_inherited: list[sqlite3.Connection | None] = []
"""Connections of the parent process: closing one in a forked child would drop the parent's locks."""


class _Task(Generic[T]):
    """A write that waits for a commit."""

    value: T

    def __init__(self, work: Callable[[sqlite3.Connection], T], is_synced: bool) -> None:
        self.work, self.is_synced = work, is_synced
        self.is_done = False
        self.error: BaseException | None = None

    def run(self, db: sqlite3.Connection) -> None:
        try:
            self.value = self.work(db)
        except KeyTakenError as error:
            self.error = error


def _close(db: sqlite3.Connection, pid: int) -> None:
    if pid == os.getpid():  # not in a fork: the connection is its parent's
        db.close()


class SQLiteLedger(DatabaseLedger[sqlite3.Connection]):
    """A ledger in a SQLite file. It is opened, and created with mode 0600, at the first use.

    Args:
        path: The file. It must be on a local disk: SQLite's WAL mode does not work over a network.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path: Path = Path(path).expanduser()
        self._reset()

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._queue: deque[_Task[Any]] = deque()
        self._db: sqlite3.Connection | None = None

    def begin(self, intent: Intent) -> int:
        values = (*intent[:3], intent.sent_at.timestamp(), *intent[4:])
        statement = """INSERT INTO submits (provider, account, digest, sent_at, text, expected, key)
            VALUES (?, ?, ?, ?, ?, ?, ?)"""

        def insert(db: sqlite3.Connection) -> int:
            try:
                return int(db.execute(statement, values).lastrowid or 0)
            except sqlite3.IntegrityError:
                raise KeyTakenError(self._entries(db, "key = ?", intent.key)[0]) from None

        return self._write(insert, is_synced=True)

    def record(self, ref: str, status: JobStatus, files: Sequence[str] = ()) -> None:
        if self.path.exists():  # otherwise it would be created
            super().record(ref, status, files)

    def pending(self) -> list[Entry]:
        return super().pending() if self.path.exists() else []

    def close(self) -> None:
        self._check_process()
        with self._lock:
            db, self._db = self._db, None
            if db is not None:
                db.close()

    def _execute(self, db: sqlite3.Connection, statement: str, *values: Any) -> sqlite3.Cursor:
        return db.execute(statement.format(schema=""), values)

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._check_process()
        try:
            with self._lock:
                return work(self._connection())
        except (sqlite3.Error, OSError) as error:
            raise self._failure(error) from error

    def _write(self, work: Callable[[sqlite3.Connection], T], *, is_synced: bool = False) -> T:
        """Commit a write, together with those of other threads that came while the last commit was under way."""
        self._check_process()
        task = _Task(work, is_synced)
        self._queue.append(task)
        with self._lock:
            if not task.is_done:
                self._commit([self._queue.popleft() for _ in range(len(self._queue))])
        if isinstance(task.error, KeyTakenError):
            raise task.error
        if task.error is not None:
            raise self._failure(task.error) from task.error
        return task.value

    def _commit(self, tasks: list[_Task[Any]]) -> None:
        try:
            db = self._connection()
            db.execute(f"PRAGMA synchronous = {'FULL' if any(task.is_synced for task in tasks) else 'NORMAL'}")
            with _transaction(db):
                for task in tasks:
                    task.run(db)
        except BaseException as error:
            for task in tasks:
                task.error = error
            if not isinstance(error, sqlite3.Error | OSError | LedgerError):
                raise  # Ctrl-C: those of the other threads were not written either
        finally:
            for task in tasks:
                task.is_done = True

    def _check_process(self) -> None:
        if self._pid != os.getpid():  # forked: neither the connection nor the lock is ours
            _inherited.append(self._db)
            self._reset()

    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = self._opened()
        return self._db

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        db = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            self._check_version(db)
            with suppress(sqlite3.OperationalError):  # in use by others at this moment: it works without, only slower
                db.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            db.close()
            raise
        weakref.finalize(self, _close, db, os.getpid()).atexit = False  # of a client that nobody closes
        return db

    def _check_version(self, db: sqlite3.Connection) -> None:
        """Create the tables of a new file. Raises `LedgerError` for a file that is not a ledger, or a newer one."""
        with _transaction(db):
            application, version = (_pragma(db, name) for name in ("application_id", "user_version"))
            if application == _APPLICATION:
                if version > _VERSION:
                    raise LedgerError(
                        f"the ledger {self.path} was written by a newer version of generation-jobs (format {version}, "
                        f"this version reads {_VERSION}): update generation-jobs, or choose another file"
                    )
                return
            if application or version or db.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise LedgerError(f"{self.path} is the database of another program: choose another file as ledger")
            for statement in _SCHEMA.split(";"):  # not executescript, which commits first
                db.execute(statement)

    def _failure(self, error: BaseException) -> LedgerError:
        if isinstance(error, LedgerError):
            return error
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        hints = {
            "SQLITE_FULL": "free some space, or choose another file",
            "SQLITE_BUSY": f"another process has held it for {_BUSY_SECONDS:.0f} s; end that, or choose another file",
            "SQLITE_NOTADB": "it is not a ledger: choose another file",
            "SQLITE_CORRUPT": "it is damaged: move it away and keep it, or restore a copy",
        }
        hint = hints.get(getattr(error, "sqlite_errorname", ""), "make it writable, or choose another file")
        return LedgerError(f"the ledger {self.path} cannot be used: {reason}: {hint} (ledger=, GENJOBS_LEDGER)")


@contextmanager
def _transaction(db: sqlite3.Connection) -> Generator[None]:
    """Begin a transaction that writes; commit it, or undo it after an error."""
    _begin(db)
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            with suppress(sqlite3.Error):  # some errors have undone it already
                db.execute("ROLLBACK")


def _begin(db: sqlite3.Connection) -> None:
    """Take the lock. SQLite's own naps grow to 100 ms each, so that some of many writing processes starve."""
    until = time.monotonic() + _BUSY_SECONDS
    db.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                db.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                    raise
            time.sleep(random.uniform(0, _LONGEST_NAP))  # noqa: S311  (no secret)
    finally:
        db.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000:.0f}")


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])

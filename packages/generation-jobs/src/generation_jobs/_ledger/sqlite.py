"""`SQLiteLedger`: a ledger in one file, which several threads and processes of one machine may share.

The file is in WAL mode. Only intents are synced to disk before the call returns: a killed process loses nothing of the
rest either, and after a power failure a submit whose ref is gone is searched for like any other. What several threads
write at the same time is committed together, so that submits a second do not depend on how long a sync takes.
"""

import errno
import os
import random
import sqlite3
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from generation_jobs._core.errors import ConfigurationError, LedgerError
from generation_jobs._core.ledger import Entry, Intent, KeyTakenError
from generation_jobs._core.values.checks import CheckedArguments, check_kind
from generation_jobs._core.values.status import JobStatus
from generation_jobs._ledger.database import NO_JOBS, DatabaseLedger, check_intent

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
    note TEXT, shown TEXT
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
_TROUBLE = (sqlite3.Error, OSError, ValueError, TypeError, OverflowError)
"""What a file that cannot be used raises; the last three if a value in it is damaged."""
_ledgers: dict[int, weakref.ref["SQLiteLedger"]] = {}
"""All of this process, by their `id`. Their connections are closed before it forks: SQLite keeps in memory which locks
it has, so that a child believes that it has those of its parent."""


@dataclass(eq=False, repr=False)
class _Task(Generic[T]):
    """A write that waits for a commit."""

    work: Callable[[sqlite3.Connection], T]
    is_synced: bool
    is_done: bool = False
    error: BaseException | None = None
    value: T = field(init=False)


class SQLiteLedger(DatabaseLedger[sqlite3.Connection], metaclass=CheckedArguments):
    """A ledger in a SQLite file. It is opened, and created with mode 0600, at the first use.

    Args:
        path: The file. It must be on a local disk: SQLite's WAL mode does not work over a network. Let your own code
            not `open` it while it is in use: closing a file ends the locks that its process has on it.

    Raises:
        ConfigurationError: It is a name of SQLite's for a database in memory, which would end with the process.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        check_kind("path", path, str | os.PathLike, "the path of the ledger's file")
        if path == "":
            raise ConfigurationError("path is empty: give the path of the ledger's file")
        if str(path).startswith((":memory:", "file:")):
            raise ConfigurationError(
                f"ledger={str(path)!r}: give the path of a file; a ledger in memory is lost with the process, and a "
                f"file of that name is ./{path}"
            )
        self.path: Path = Path(path).expanduser()
        self._file: tuple[int, int] | None = None  # which one it is, once opened
        self._reset()
        number = id(self)
        _ledgers[number] = weakref.ref(self, lambda _: _ledgers.pop(number, None))

    def __repr__(self) -> str:
        return f"SQLiteLedger({str(self.path)!r})"

    def _reset(self) -> None:
        self._locks: dict[str, threading.Lock] = {}
        self._queue: deque[_Task[Any]] = deque()
        self._db: sqlite3.Connection | None = None
        self._log: tuple[int, int] | None = None  # which file beside it has the last writes
        self._close: Callable[[], object] = lambda: None

    @property
    def _lock(self) -> threading.Lock:
        """The lock of its connection, created at the first use: gevent may replace those of Python after a fork.

        Its greenlets would wait for each other for ever by one that it does not know.
        """
        return self._locks.setdefault("connection", threading.Lock())  # the same for all threads

    def begin(self, intent: Intent) -> int:
        check_intent(intent)
        values = (*intent[:3], intent.sent_at.timestamp(), *intent[4:])
        statement = """INSERT INTO submits (provider, account, digest, sent_at, text, expected, key, shown)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""

        def insert(db: sqlite3.Connection) -> int:
            self._check_log()
            self._execute(db, NO_JOBS)
            try:
                return int(db.execute(statement, values).lastrowid or 0)
            except sqlite3.IntegrityError:
                raise KeyTakenError(self._entries(db, "key = ?", intent.key)[0]) from None

        return self._write(insert, is_synced=True)

    def record(self, ref: str, status: JobStatus, files: Sequence[str] = ()) -> None:
        if self._is_used:
            super().record(ref, status, files)

    def pending(self) -> list[Entry]:
        return super().pending() if self._is_used else []

    @property
    def _is_used(self) -> bool:
        """Whether there is a file; otherwise it would be created."""
        try:
            return self._file is not None or self.path.exists()
        except OSError as error:  # nobody may look into its folder
            raise self._failure(error) from error

    def close(self) -> None:
        with self._lock:
            self._disconnect()
            self._file = None

    def _disconnect(self) -> None:
        self._db = self._log = None
        self._close()

    def _execute(self, db: sqlite3.Connection, statement: str, *values: Any) -> sqlite3.Cursor:
        return db.execute(statement.format(schema=""), values)

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with self._lock:
                db = self._connection()
                self._refuse_newer(db)
                return work(db)
        except _TROUBLE as error:
            raise self._failure(error) from error

    def _write(self, work: Callable[[sqlite3.Connection], T], *, is_synced: bool = False) -> T:
        """Commit a write, together with those of other threads that came while the last commit was under way."""
        task = _Task(work, is_synced)
        self._queue.append(task)
        try:
            with self._lock:
                if not task.is_done:
                    self._commit([self._queue.popleft() for _ in range(len(self._queue))])
        finally:
            if not task.is_done:  # Ctrl-C: or the next thread would write it
                with suppress(ValueError, IndexError):
                    self._queue.remove(task)
        if isinstance(task.error, KeyTakenError):
            raise task.error
        if task.error is not None:
            raise self._failure(task.error) from task.error
        return task.value

    def _commit(self, tasks: list[_Task[Any]]) -> None:
        try:
            db = self._connection()
            db.execute(f"PRAGMA synchronous = {'FULL' if any(task.is_synced for task in tasks) else 'NORMAL'}")
            _transact(db, lambda: self._run(tasks, db))
        except BaseException as error:
            for task in tasks:
                task.error = error
            if not isinstance(error, (*_TROUBLE, LedgerError)):
                raise  # Ctrl-C: those of the other threads were not written either
        finally:
            for task in tasks:
                task.is_done = True

    def _run(self, tasks: Sequence[_Task[Any]], db: sqlite3.Connection) -> None:
        self._refuse_newer(db)  # it may have been updated while it is open here
        for task in tasks:
            try:
                task.value = task.work(db)
            except KeyTakenError as error:
                task.error = error

    def _connection(self) -> sqlite3.Connection:
        if self._file is not None and self._file != _identity(self.path):
            raise LedgerError(
                f"the ledger {self.path} was removed or replaced while it was in use: put it back, since another one "
                "does not know what was paid for; or end all programs that use it, and start them again"
            )
        if self._db is None:
            self._db = self._opened()
            self._file = _identity(self.path)
        if self._db.in_transaction:  # a second Ctrl-C came before it was undone
            self._db.rollback()
        self._log = self._log or _identity(self._log_path)  # SQLite creates it at the first write
        return self._db

    @property
    def _log_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}-wal")

    def _check_log(self) -> None:
        """Check that the last writes are in a file that has its name; without one, it ends with this process.

        Raises:
            LedgerError: They are not.
        """
        if self._log is not None and self._log != _identity(self._log_path):
            raise LedgerError(
                f"{self._log_path} was removed or replaced while the ledger was in use: end all programs that use it, "
                "not by SIGKILL, since they have the last writes; then start them again"
            )

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _create(self.path)
        db = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _transact(db, lambda: self._create_tables(db))
            with suppress(sqlite3.OperationalError):  # in use by others at this moment: it works without, only slower
                db.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            db.close()
            raise
        self._close = finalizer = weakref.finalize(self, db.close)  # also of a client that nobody closes
        finalizer.atexit = False
        return db

    def _create_tables(self, db: sqlite3.Connection) -> None:
        """Create the tables of a new file. Raises `LedgerError` for a file that is not a ledger, or a newer one."""
        application = _pragma(db, "application_id")
        if application == _APPLICATION:
            self._refuse_newer(db)
            if "shown" not in (str(column[1]) for column in db.execute("PRAGMA table_info(submits)")):
                db.execute("ALTER TABLE submits ADD COLUMN shown TEXT")  # version 0.1 can still use the file
            return
        if application or _pragma(db, "user_version") or db.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise LedgerError(f"{self.path} is the database of another program: choose another file as ledger")
        for statement in _SCHEMA.split(";"):  # not executescript, which commits first
            db.execute(statement)

    def _refuse_newer(self, db: sqlite3.Connection) -> None:
        if (version := _pragma(db, "user_version")) > _VERSION:
            raise LedgerError(
                f"the ledger {self.path} was written by a newer version of generation-jobs (format {version}, "
                f"this version reads {_VERSION}): update generation-jobs, or choose another file"
            )

    def _failure(self, error: BaseException) -> LedgerError:
        if isinstance(error, LedgerError):
            return error
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        damaged = "it is damaged: move it away and keep it, or restore a copy"
        hints = {
            "SQLITE_FULL": "free some space, or choose another file",
            "SQLITE_BUSY": f"another process has held it for {_BUSY_SECONDS:.0f} s, or its disk cannot lock files, as "
            "some over a network: end that process, or choose a file on a local disk",
            "SQLITE_NOTADB": "it is not a ledger: choose another file",
            "SQLITE_CORRUPT": damaged,
            "SQLITE_ERROR": damaged,  # a table or a column is missing
        }
        code = getattr(error, "sqlite_errorname", "" if isinstance(error, OSError) else "SQLITE_CORRUPT")
        if code.startswith("SQLITE_IOERR"):
            hints[code] = "see to the disk, end all other programs that use the ledger, or choose another file"
        if isinstance(error, IsADirectoryError):
            hints[code] = "name a file in it"
        hint = hints.get(code, "make it writable, or choose another file")
        return LedgerError(f"the ledger {self.path} cannot be used: {reason}: {hint} (ledger=, GENJOBS_LEDGER)")


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one with its name, None if there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _create(path: Path) -> None:
    """Create the file if there is none, for its owner alone.

    It is not opened where that can be helped: closing it would end the locks of other connections in this process
    (fcntl(2)), and with them what they write after another process has closed the file.

    Raises:
        IsADirectoryError: It is a folder.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    with suppress(FileExistsError):
        if sys.platform == "linux":
            os.mknod(path, 0o600)
        else:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


class _Fork(threading.local):
    """Closes all connections before a fork, and keeps other threads from opening them until it is over.

    Several threads may fork at once: each holds its own.
    """

    def __init__(self) -> None:
        self._held: list[SQLiteLedger] = []

    def begin(self) -> None:
        for one in list(_ledgers.values()):
            if (ledger := one()) is not None:
                ledger._lock.acquire()  # pyright: ignore[reportPrivateUsage]  (of this module)
                ledger._disconnect()  # pyright: ignore[reportPrivateUsage]
                self._held.append(ledger)

    def end_in_parent(self) -> None:
        while self._held:
            self._held.pop()._lock.release()  # pyright: ignore[reportPrivateUsage]

    def end_in_child(self) -> None:
        while self._held:
            self._held.pop()._reset()  # pyright: ignore[reportPrivateUsage]


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    _fork = _Fork()
    os.register_at_fork(before=_fork.begin, after_in_parent=_fork.end_in_parent, after_in_child=_fork.end_in_child)


def _transact(db: sqlite3.Connection, write: Callable[[], None]) -> None:
    """Write in a transaction, which is undone after an error.

    No context manager made of a generator: one that Ctrl-C left behind would undo a later transaction when it is freed.
    """
    try:
        _begin(db)
        write()
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

"""`DatabaseLedger`: what the ledgers in SQLite and Postgres share, which have the same tables and statements."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, Protocol, Self, TypeVar

from generation_jobs._core.errors import LedgerError
from generation_jobs._core.ledger import Entry, Intent, is_done
from generation_jobs._core.models import Job
from generation_jobs._core.refs import parse_ref
from generation_jobs._core.values.checks import check_kind
from generation_jobs._core.values.status import JobStatus

T = TypeVar("T")
C = TypeVar("C")  # a connection

_ENTRIES = """
SELECT s.number, provider, account, digest, sent_at, text, expected, key, shown, is_known, note, ref, status
FROM {schema}submits s LEFT JOIN {schema}jobs j ON j.number = s.number WHERE """
"""A row for each job, one without a ref for a submit that has none."""

_PENDING = """s.number IN (
    SELECT number FROM {schema}submits WHERE NOT is_known UNION SELECT number FROM {schema}jobs WHERE NOT is_done
)"""

NO_JOBS = "SELECT ref || number || status || files || is_done FROM {schema}jobs LIMIT 0"
"""No rows; an error where the table or one of its columns is gone: what a submit makes could not be written down."""

_RECORD = """UPDATE {schema}jobs SET status = ?, files = ?, is_done = ?
WHERE ref = ? AND (status, files) != (?, ?) AND NOT is_done"""

_CLAIM = "INSERT INTO {schema}jobs (ref, number, status) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"

_KNOWN = "UPDATE {schema}submits SET is_known = ? WHERE number = ?"

_STATUSES = {status.value: status for status in JobStatus}


class Rows(Protocol):
    """The rows that a statement returned, and how many it changed."""

    @property
    def rowcount(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


class DatabaseLedger(ABC, Generic[C]):
    """A ledger whose subclasses connect to a database, and begin submits.

    Statements have `?` for values and `{schema}` before the names of tables.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None: ...

    def drop(self, number: int) -> None:
        _check_number(number)

        def delete(db: C) -> None:
            self._execute(db, "DELETE FROM {schema}jobs WHERE number = ?", number)
            self._execute(db, "DELETE FROM {schema}submits WHERE number = ?", number)

        self._write(delete)

    def answer(self, number: int, refs: Sequence[str]) -> None:
        _check_number(number)
        _check_refs(refs)

        def update(db: C) -> str:
            if not self._execute(db, _KNOWN, True, number).rowcount:
                return f"has no submit {number} any more"
            own = "SELECT 1 FROM {schema}jobs WHERE number = ?"
            if refs and not self._claim(db, number, refs) and not any(self._execute(db, own, number)):
                self._execute(db, _KNOWN, False, number)  # it is lost: nobody knows its own job
                return f"has {', '.join(refs)} as the job of another submit than {number}"
            return ""

        if problem := self._write(update):
            raise LedgerError(f"the ledger {problem}")

    def settle(self, number: int, refs: Sequence[str]) -> bool:
        _check_number(number)
        _check_refs(refs)
        if not refs:
            return self._change("DELETE FROM {schema}submits WHERE number = ? AND NOT is_known", number) > 0

        def update(db: C) -> bool:
            mark = "UPDATE {schema}submits SET is_known = TRUE WHERE number = ? AND NOT is_known"
            if self._execute(db, mark, number).rowcount == 0:
                return False
            if self._claim(db, number, refs) == len(refs):
                return True
            self._execute(db, "DELETE FROM {schema}jobs WHERE number = ?", number)
            self._execute(db, _KNOWN, False, number)
            return False

        return self._write(update)

    def lose(self, number: int, note: str) -> None:
        check_kind("note", note, str, "text")
        text = note.replace("\0", "")  # which Postgres does not store
        self._change("UPDATE {schema}submits SET note = ? WHERE number = ?", text, number)

    def record(self, ref: str, status: JobStatus, files: Sequence[str] = ()) -> None:
        check_kind("status", status, JobStatus, "a JobStatus")
        check_kind("files", files, list | tuple, "a list of paths")
        kept = json.dumps([str(file) for file in files])
        self._change(_RECORD, status.value, kept, is_done(status, files), ref, status.value, kept)

    def find(self, key: str) -> Entry | None:
        found = self._read(lambda db: self._entries(db, "key = ?", key))
        return found[0] if found else None

    def pending(self) -> list[Entry]:
        return self._read(lambda db: self._entries(db, _PENDING))

    def claimed(self, provider: str) -> dict[str, Intent]:
        entries = self._read(lambda db: self._entries(db, "provider = ? AND (ref IS NOT NULL OR is_known)", provider))
        names = {entry.number: [str(job.ref) for job in entry.jobs] or [str(entry.number)] for entry in entries}
        return {name: entry.intent for entry in entries for name in names[entry.number]}

    def _entries(self, db: C, where: str, *values: object) -> list[Entry]:
        """Return the submits for which this holds, oldest first."""
        return _entries_of(self._execute(db, f"{_ENTRIES}{where} ORDER BY s.number", *values))

    def _claim(self, db: C, number: int, refs: Sequence[str]) -> int:
        """Write those of these jobs that belong to no submit yet, and return how many they are."""
        values = [(ref, number, JobStatus.UNKNOWN.value) for ref in refs]
        return sum(self._execute(db, _CLAIM, *each).rowcount for each in values)

    def _change(self, statement: str, *values: object) -> int:
        """Execute one statement that writes, and return how many rows it changed. Raises `LedgerError`."""
        return self._write(lambda db: self._execute(db, statement, *values).rowcount)

    @abstractmethod
    def _execute(self, db: C, statement: str, *values: object) -> Rows:
        """Execute a statement, and return its rows."""

    @abstractmethod
    def _read(self, work: Callable[[C], T]) -> T:
        """Call a function that reads. Raises `LedgerError`."""

    @abstractmethod
    def _write(self, work: Callable[[C], T]) -> T:
        """Call a function that writes, in a transaction. Raises `LedgerError`."""


def check_intent(intent: Intent) -> None:
    """Raise `ConfigurationError` for what cannot be written as the intent of a submit."""
    check_kind("intent", intent, Intent, "the Intent of a submit")
    for name in ("provider", "account", "digest"):
        check_kind(f"intent.{name}", getattr(intent, name), str, "text")
    for name in ("text", "key", "shown"):
        check_kind(f"intent.{name}", getattr(intent, name), str | None, "text, or None")
    check_kind("intent.sent_at", intent.sent_at, datetime, "a datetime")
    check_kind("intent.expected", intent.expected, int, "the number of jobs that the submit makes")


def _check_number(number: int) -> None:
    check_kind("number", number, int, "the number of a submit, as jobs.pending() shows it")


def _check_refs(refs: Sequence[str]) -> None:
    """Raise `ConfigurationError` for anything but refs: a single one would be taken for a job by each letter."""
    check_kind("refs", refs, list | tuple, "a list of refs, such as ['oxen:gen_1']")
    for ref in refs:
        parse_ref(ref)


def _entries_of(rows: Iterable[Any]) -> list[Entry]:
    found: dict[int, Entry] = {}
    for row in rows:
        number, provider, account, digest, sent_at, text, expected, key, shown, is_known, note, ref, status = row
        if (entry := found.get(number)) is None:
            intent = Intent(provider, account, digest, datetime.fromtimestamp(sent_at, UTC), text, expected, key, shown)
            entry = found[number] = Entry(number, intent, bool(is_known), note)
        if ref is not None:
            job = Job(ref, _STATUSES.get(status, JobStatus.UNKNOWN), created_at=entry.intent.sent_at)
            found[number] = entry._replace(jobs=(*entry.jobs, job)) if entry.jobs else Entry(*entry[:4], (job,))
    return list(found.values())

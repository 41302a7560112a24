"""Rows of a database as entries; the stores in SQLite and Postgres have the same tables."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from generation_jobs._core.ledger import Entry, Intent
from generation_jobs._core.models import Job, JobStatus

ENTRIES = """
SELECT s.number, provider, account, digest, sent_at, text, expected, key, is_known, note, ref, status
FROM {schema}submits s LEFT JOIN {schema}jobs j ON j.number = s.number WHERE """
"""A row for each job, one without a ref for a submit that has none."""

PENDING = """s.number IN (
    SELECT number FROM {schema}submits WHERE NOT is_known UNION SELECT number FROM {schema}jobs WHERE NOT is_done
)"""

_STATUSES = {status.value: status for status in JobStatus}


def entries_of(rows: Iterable[Any]) -> list[Entry]:
    """Return the submits of such rows, in their order."""
    found: dict[int, Entry] = {}
    for row in rows:
        number, provider, account, digest, sent_at, text, expected, key, is_known, note, ref, status = row
        if (entry := found.get(number)) is None:
            intent = Intent(provider, account, digest, datetime.fromtimestamp(sent_at, UTC), text, expected, key)
            entry = found[number] = Entry(number, intent, bool(is_known), note)
        if ref is not None:
            job = Job(ref, _STATUSES[status], created_at=entry.intent.sent_at)
            found[number] = entry._replace(jobs=(*entry.jobs, job)) if entry.jobs else Entry(*entry[:4], (job,))
    return list(found.values())

"""A second submit with the same key: it gets the job of the first, and sends nothing."""

from dataclasses import replace

from generation_jobs._core.errors import ConfigurationError, SubmitUncertain
from generation_jobs._core.ledger import Entry, Intent
from generation_jobs._core.models import Job
from generation_jobs._core.values.digest import digest
from generation_jobs._core.values.status import JobStatus
from generation_jobs._operations.submit_record import SubmitRecord


async def first_submit(record: SubmitRecord) -> Entry | None:
    """Return the first submit with the key of this one; None if there is none, or no key.

    Raises:
        ConfigurationError: There is a key, and no ledger.
        LedgerError: The ledger cannot be read.
    """
    if (key := record.key) is None:
        return None
    if (ledger := record.ledger) is None:
        raise ConfigurationError(f"key={key!r} needs a ledger: Jobs(…, ledger='jobs.sqlite')")
    return await record.session.io.run(lambda: ledger.find(key))


def jobs_of(entry: Entry, record: SubmitRecord, expected: int) -> tuple[Job, ...]:
    """Return the jobs of the first submit, as the ledger has them.

    Raises:
        ConfigurationError: It had other parameters.
        SubmitUncertain: Its jobs are not known.
    """
    described = _described(entry.intent)
    if entry.intent.digest != digest(record.session.name, record.parameters):
        raise ConfigurationError(f"{described} had other parameters: use another key for another submit")
    if len(entry.jobs) != expected:
        first = replace(record, sent_at=entry.intent.sent_at, refs=tuple(str(job.ref) for job in entry.jobs))
        error = _not_known(first, f"{described} {_state_of(entry)}")
        raise error
    # Without its results, a job that succeeded is to be polled.
    unknown = JobStatus.UNKNOWN
    return tuple(replace(job, status=unknown) if job.status is JobStatus.SUCCEEDED else job for job in entry.jobs)


def under_way(record: SubmitRecord) -> SubmitUncertain:
    """Return the error of a submit whose first is just being sent by this client."""
    return _not_known(record, f"the submit with key={record.key!r} is under way")


def _not_known(record: SubmitRecord, state: str) -> SubmitUncertain:
    why = "There may be a charge, so it was not sent again; jobs.recover() searches for the job"
    return record.uncertain(f"{record.session.name}: {state}. {why}")


def _described(intent: Intent) -> str:
    return f"the submit with key={intent.key!r} to {intent.provider} at {intent.sent_at:%Y-%m-%d %H:%M:%S} UTC"


def _state_of(entry: Entry) -> str:
    if entry.is_known:
        return f"made {len(entry.jobs)} jobs with a ref"
    return f"has no known response ({entry.note})" if entry.note else "is under way, or its response was lost"

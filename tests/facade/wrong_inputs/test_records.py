"""Wrong inputs of what stands beside the clients: jobs and outcomes as data, ledgers, webhooks, tables, functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    ConfigurationError,
    Durations,
    Job,
    JobStatus,
    Outcome,
    is_final_error,
    parameter_types,
    parse_ref,
    provider_info,
)
from generation_jobs.ledger import Intent, SQLiteLedger
from generation_jobs.notebook import JobTable, Progress
from generation_jobs.webhooks import Inbox, read_webhook, same_token, webhook_app, webhook_wsgi_app

from tests.facade.wrong_inputs.calling import (
    NOW,
    REF,
    called,
    check_error,
    in_jobs,
    in_ledger,
    stored,
)

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "an outcome": (in_jobs(lambda jobs: jobs.wait(Outcome(REF))), "job is of type Outcome: give its ref, or a Job"),
    "no path of a ledger": (lambda: SQLiteLedger(""), "path is empty: give the path of the ledger's file"),
    "a number as a ledger's path": (lambda: SQLiteLedger(3), "path is of type int"),  # type: ignore[arg-type]
    "text as a job's data": (lambda: Job.from_dict("{}"), "Job.to_dict returned: it is of type str: give a"),  # type: ignore[arg-type]
    "a job's data without status": (lambda: Job.from_dict({"ref": REF}), "it has no field 'status'"),
    "a number as ref": (lambda: parse_ref(3), "the ref is of type int"),  # type: ignore[arg-type]
    "a number as body": (lambda: read_webhook("finetuning", 3), "body is of type int"),  # type: ignore[arg-type]
    "a ref as callback": (lambda: Inbox().deliver(REF), "job is of type str: give the `Job` that"),  # type: ignore[arg-type]
    "text as intent": (in_ledger(lambda ledger: ledger.begin("oxen")), "intent is of type str: give the Intent"),
    "a number as time of a submit": (
        in_ledger(lambda ledger: ledger.begin(Intent("oxen", "a", "d", 0))),  # type: ignore[arg-type]
        "intent.sent_at is of type int: give a datetime",
    ),
    "no account": (
        in_ledger(lambda ledger: ledger.begin(Intent("oxen", None, "d", NOW))),  # type: ignore[arg-type]
        "intent.account is None: give text",
    ),
    "no note": (in_ledger(lambda ledger: ledger.lose(1, None)), "note is None: give text"),
    "text as status": (
        in_ledger(lambda ledger: ledger.record(REF, "failed")),
        "status is of type str: give a JobStatus",
    ),
    "one file": (
        in_ledger(lambda ledger: ledger.record(REF, JobStatus.SUCCEEDED, "a.mp3")),
        "files is of type str: give a list of paths",
    ),
    "an unknown provider": (lambda: provider_info("bland2"), "'bland2': did you mean bland?"),
    "an unknown provider's fields": (lambda: parameter_types("playia"), "'playia': did you mean playai?"),
    "a webhook without a token": (
        lambda: called(webhook_app, print, provider="finetuning"),
        r"webhook_app: missing .* 'token': give webhook_app\(on_job, provider=…, token=…\)",
    ),
    "a misspelt argument of a webhook": (
        lambda: called(webhook_wsgi_app, print, provider="finetuning", tokn="t"),
        r"webhook_wsgi_app has no argument 'tokn': did you mean token\?",
    ),
    "a webhook without a body": (lambda: called(read_webhook, "finetuning"), r"give read_webhook\(provider, body\)"),
    "one token": (lambda: called(same_token, "t"), r"give same_token\(expected, given\)"),
    "no ref": (lambda: called(parse_ref), r"give parse_ref\(ref\)"),
    "two refs": (lambda: called(parse_ref, "oxen", "gen_1"), "parse_ref: too many positional arguments"),
    "no provider's name": (lambda: called(provider_info), r"give provider_info\(provider\)"),
    "fields of nobody": (lambda: called(parameter_types, name="oxen"), "parameter_types has no argument 'name'"),
    "an error that may be paid for": (
        lambda: called(is_final_error, ConfigurationError("x")),
        r"missing .* 'is_paid': give is_final_error\(error, is_paid=…\)",
    ),
    "a ledger without a path": (
        lambda: called(SQLiteLedger, file="jobs.sqlite"),
        "SQLiteLedger has no argument 'file'",
    ),
    "a size of an inbox by name": (lambda: called(Inbox, size=10), "Inbox has no argument 'size': there are none"),
    "a size of an inbox": (lambda: called(Inbox, 10), "Inbox: too many positional arguments"),
    "durations of a file": (lambda: called(Durations, "durations.json"), "Durations: too many positional arguments"),
    "a file of durations": (lambda: called(Durations.load, "durations.json"), "exported is of type str: give the dict"),
    "a title of a progress": (lambda: called(Progress, title="x"), "Progress has no argument 'title'"),
    "a misspelt status of a job's data": (
        lambda: Job.from_dict({"ref": REF, "status": "runing"}),
        r"Job\.to_dict returned: there is no status 'runing': did you mean running\?",
    ),
    "media of a job's data that are none": (stored(media="x"), "media is 'x'$"),
    "one of the media of a job's data that is none": (
        stored(media=["x"]),
        "one of the media is of type str: give a dict",
    ),
    "inline data of a job's data that are none": (stored(media=[{"kind": "audio", "data": "@@"}]), "data is '@@'$"),
    "a word as a time of a job's data": (stored(created_at="yesterday"), "created_at is 'yesterday'$"),
    "a word as the cost of a job's data": (stored(cost="cheap"), "cost is 'cheap'$"),
    "the result of an outcome without one": (
        lambda: Outcome(REF).result(),
        f"an outcome of {REF} with neither a job nor an error: give one of them",
    ),
    "a word as the error of an outcome's data": (
        lambda: Outcome.from_dict({"ref": REF, "error": "x"}),
        "error is 'x'$",
    ),
    "one job as table": (lambda: called(JobTable, Job(REF, JobStatus.QUEUED)), "shown is of type Job: give a list of"),
    "one ref as table": (lambda: called(JobTable, REF), "shown is one str: give a list of jobs or outcomes"),
    "one outcome as table": (lambda: called(JobTable, Outcome(REF)), "shown is one Outcome: give a list of jobs"),
    "progress of nothing": (lambda: called(Progress(), 3), "state is of type int: give this object as on_update"),
    "no token": (lambda: same_token(None, "x"), "expected is None: give the token"),  # type: ignore[arg-type]
    "bytes as token": (lambda: same_token("x", b"x"), "given is of type bytes: give the token"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize(("call", "result"), WRONG.values(), ids=WRONG)
def test_wrong_data_and_functions_are_explained(call: Callable[[], object], result: str) -> None:
    check_error(call, result)

"""DBOS with Postgres. Run it again after a crash: python dbos_postgres.py orders.json."""

import json
import os
import sys
from pathlib import Path

from dbos import DBOS, SetWorkflowID
from generation_jobs import Jobs, SubmitUncertain

DBOS(config={"name": "orders", "system_database_url": os.environ["DATABASE_URL"]})
jobs = Jobs.from_env(ledger=os.environ["DATABASE_URL"])


@DBOS.step(retries_allowed=True, interval_seconds=1, backoff_rate=1.2, max_attempts=30)  # for 16 minutes
def submit(key: str, prompt: str) -> str:
    try:
        return str(jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key).ref)
    except SubmitUncertain:  # the process was killed in mid-submit: search for its job, or let DBOS try again
        jobs.recover()
        return str(jobs.oxen.submit(model="flux-2-dev", prompt=prompt, key=key).ref)


@DBOS.step(retries_allowed=True, max_attempts=10)
def fetch(ref: str, key: str) -> list[str]:
    return [str(path) for path in jobs.download(jobs.wait(ref), f"out/{key}")]


@DBOS.workflow()
def generate(key: str, prompt: str) -> list[str]:
    return fetch(submit(key, prompt), key)


DBOS.launch()  # goes on with what was interrupted
DBOS.register_queue("orders", worker_concurrency=50)  # waits of one process are polled together
handles = []
for key, prompt in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
    with SetWorkflowID(key):  # queued once, however often this runs
        handles.append(DBOS.enqueue_workflow("orders", generate, key, prompt))
print([handle.get_result() for handle in handles])

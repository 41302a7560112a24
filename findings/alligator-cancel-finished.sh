#!/bin/bash
# alligator 1.0.0: with the SQLite backend, to cancel or get a task that is not in the queue any more is a TypeError.
# Expected by its documentation: cancel() takes a task_id and returns the cancelled task. Its code returns nothing where there is no such
# task; with the in-memory backend it does.
# Seen: the row that was not found is indexed: "'NoneType' object is not subscriptable". It is so for each task that a worker has taken in
# the meantime.
# Cost: a user who cancels a job a moment too late gets an error 500, and no program can tell it from a fault.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check alligator==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from alligator import Gator


def work():
    return 1


outcomes = []
for address in ("locmem://", "sqlite://queue.db"):
    gator = Gator(address)
    if address.startswith("sqlite"):
        gator.backend.setup_tables()
    task = gator.task(work)
    gator.pop()
    try:
        outcomes.append(gator.cancel(task.task_id))
    except TypeError as error:
        outcomes.append(str(error))
print(outcomes)
assert outcomes == [None, "'NoneType' object is not subscriptable"]
PY

#!/bin/bash
# waiter 1.6: a job that is not done in time silently ends the loop over all jobs, if the loop is a map().
# Expected: an exception reaches the caller, as from retry() of the same object. The README does name StopIteration for
# this, which is the one exception that a loop takes for its own end (PEP 479 tells of the trouble that this makes).
# Seen: poll() raises StopIteration when its timeout or its attempts are over. In map(), and in all that iterates through
# next(), this means "no more items": of three jobs, the second one unfinished, only the first is there, with no error.
# In a generator it becomes RuntimeError("generator raised StopIteration"). Neither names the last state that was seen.
# Cost: finished and paid jobs are missing in the list of results, and nothing says so.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check waiter==1.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from waiter import wait

STATUS = {"job-1": "done", "job-2": "running", "job-3": "done"}


def look(job):
    return {"id": job, "status": STATUS[job]}


def is_done(answer):
    return answer["status"] == "done"


def finish(job):
    return wait([0.01] * 3).poll(is_done, look, job)


mapped = list(map(finish, STATUS))
print("map():", mapped)
assert mapped == [{"id": "job-1", "status": "done"}]
try:
    list(finish(job) for job in STATUS)
except RuntimeError as error:
    print("generator:", error)
    assert isinstance(error.__cause__, StopIteration) and error.__cause__.value is None
else:
    raise SystemExit("the generator goes on now")
PY

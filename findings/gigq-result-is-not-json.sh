#!/bin/bash
# gigq 0.5.1: a job whose result cannot be written as JSON is run three times, and counts as failed.
# Expected by its README: retries are for work that failed. The function has returned, so what it did, such as a paid generation, is
# done; the result could be refused without doing it again. That a result has to be JSON is not said.
# Seen: a TypeError of json.dumps() is treated like an error of the function. With max_attempts of 3, the default, a job that returns a
# date, bytes or a Path runs three times; its status is then "failed", and no result is kept.
# Cost: three videos are paid for, and none is delivered.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check gigq==0.5.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import sys
from datetime import datetime

import gigq

calls = []


def generate(kind):
    calls.append(kind)
    return {"made_at": datetime(2026, 1, 1)} if kind == "date" else {"made_at": "2026-01-01"}


jobs = sys.modules["jobs"] = type(sys)("jobs")
jobs.generate = generate
generate.__module__ = "jobs"
queue = gigq.JobQueue("jobs.db")
seen = {}
for kind in ("text", "date"):
    job = queue.submit(gigq.Job(name=kind, function=generate, params={"kind": kind}))
    worker = gigq.Worker("jobs.db")
    while worker.process_one():
        pass
    seen[kind] = (calls.count(kind), queue.get_status(job)["status"])
print(seen)
assert seen == {"text": (1, "completed"), "date": (3, "failed")}
PY

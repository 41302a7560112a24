#!/bin/bash
# rev-ai 2.21.0: every job says that it has a callback URL.
# Expected by the docstring of Job: callback_url is the "callback_url if provided", so None if there was none.
# Seen: the attribute is a tuple with one item: (None,) for a job without a callback, which counts as true, and
# ("https://…",) for one with it. The raw answer has no such field.
# Cost: a program that polls only the jobs without a callback polls none, and waits for calls that never come.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check rev-ai==2.21.0
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
from rev_ai.models import Job

answer = {"id": "job-7", "created_on": "2026-01-01T00:00:00Z", "status": "in_progress"}
with_callback = answer | {"callback_url": "https://hooks.example/rev"}
seen = [Job.from_json(job).callback_url for job in (answer, with_callback)]
print("without a callback:", seen[0], "| with one:", seen[1])
assert seen == [(None,), ("https://hooks.example/rev",)] and all(seen)
PY

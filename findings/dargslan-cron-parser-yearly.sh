#!/bin/bash
# dargslan-cron-parser 1.0.0: a job that is due once a year has no next run for most of the year.
# Expected by its docstring and README: next_run() gives the next runs, five unless another number is asked for.
# Seen: of "59 23 31 12 *" there is none on 1 January 2024, and one of five on 1 December. The search ends after some time, without a
# word.
# Cost: a yearly report is shown as never due, and a program that takes the first run fails with IndexError.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dargslan-cron-parser==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime

from dargslan_cron_parser import next_run

RULE = "59 23 31 12 *"
seen = [len(next_run(RULE, datetime.datetime(2024, month, 1), 5)) for month in (1, 12)]
print(seen)
assert seen == [0, 1]
PY

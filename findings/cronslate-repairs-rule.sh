#!/bin/bash
# cronslate 0.1.0: of "5/15 * * * *" it makes a job at 15:05 each day.
# Expected by its README: a rule that cannot be read raises CronParseError. A step behind a single number is not in POSIX; other programs
# run such a job each 15 minutes.
# Seen: the parser writes "extraneous input '/'" to the standard error, leaves the slash out and goes on: the minute is 5 and the hour 15,
# and the last field is dropped.
# Cost: a poll that should come four times an hour comes once a day, and the caller gets no error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cronslate==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime

from cronslate import next_run, parse

rule = parse("5/15 * * * *")
first = next_run(rule, datetime.datetime(2024, 1, 1))
second = next_run(rule, first)
print(first, second)
assert (first, second) == (datetime.datetime(2024, 1, 1, 15, 5), datetime.datetime(2024, 1, 2, 15, 5))
PY

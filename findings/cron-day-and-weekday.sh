#!/bin/bash
# cron-converter 2.0.2, pychronotab 1.0.7 and dargslan-cron-parser 1.0.0: day of month and weekday must both fit.
# Expected by crontab(5) and POSIX: if both fields are restricted, the command runs when either matches. pychronotab calls itself
# compatible with croniter, and has its day_or=True.
# Seen: "0 0 1 * 1" is due on each first of a month and on each Monday, but all three say 1 April 2024 after 2 January, the next first
# that is a Monday. croniter says 8 January.
# Cost: a poll or a batch is planned four times a year instead of sixty times.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cron-converter==2.0.2 pychronotab==1.0.7 dargslan-cron-parser==1.0.0 croniter==7.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime

import croniter
import pychronotab
from cron_converter import Cron
from dargslan_cron_parser import next_run

START = datetime.datetime(2024, 1, 2)
RULE = "0 0 1 * 1"
seen = {
    "croniter": croniter.croniter(RULE, START).get_next(datetime.datetime),
    "cron-converter": Cron(RULE).schedule(START).next(),
    "pychronotab": pychronotab.croniter(RULE, START).get_next(datetime.datetime),
    "dargslan": next_run(RULE, START, 1)[0],
}
seen = {name: str(run)[:10] for name, run in seen.items()}
print(seen)
assert seen.pop("croniter") == "2024-01-08" and set(seen.values()) == {"2024-04-01"}
PY

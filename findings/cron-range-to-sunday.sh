#!/bin/bash
# pychronotab 1.0.7, pycron 3.3.0 and dargslan-cron-parser 1.0.0: "6-7" is Saturday alone.
# Expected by crontab(5) of Debian and others: 0 and 7 are both Sunday, so 6-7 is the weekend. croniter, with which pychronotab calls
# itself compatible, reads it so.
# Seen: the Sunday is dropped without an error: of the first weekend in 2024 only 6 January fits. "7" alone is an error in pychronotab,
# never due in pycron, and Sunday in dargslan-cron-parser.
# Cost: jobs that are to run at weekends, when machines are cheap, run half as often.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pychronotab==1.0.7 pycron==3.3.0 dargslan-cron-parser==1.0.0 croniter==7.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime

import croniter
import pychronotab
import pycron
from dargslan_cron_parser import next_run

START = datetime.datetime(2024, 1, 1, 12)
RULE = "0 0 * * 6-7"


def two(run):
    return [str(day)[:10] for day in (run.get_next(datetime.datetime), run.get_next(datetime.datetime))]


days = [datetime.datetime(2024, 1, day) for day in range(2, 15)]
seen = [
    two(pychronotab.croniter(RULE, START)),
    [str(day)[:10] for day in days if pycron.is_now(RULE, day)],
    [str(day)[:10] for day in next_run(RULE, START, 2)],
]
print(two(croniter.croniter(RULE, START)), seen)
assert two(croniter.croniter(RULE, START)) == ["2024-01-06", "2024-01-07"]
assert seen == [["2024-01-06", "2024-01-13"]] * 3
PY

#!/bin/bash
# cron-converter 2.0.2: where a day of the month and a day of the week are given, both have to match.
# Expected by the manual of cron, crontab(5): if both are restricted, the command runs when either of them matches. So "0 0 13 * 5" is
# due on each Friday, and on the 13th.
# Seen: only on a Friday that is a 13th: after December 2026 the next time is in August 2027.
# Cost: a job that cron has run five times a month runs once or twice a year, after the schedule was moved into Python.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cron-converter==2.0.2 python-dateutil==2.9.0.post0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from datetime import datetime

from cron_converter import Cron

schedule = Cron("0 0 13 * 5").schedule(datetime(2026, 12, 1))
times = [schedule.next() for _ in range(3)]
print([time.strftime("%a %Y-%m-%d") for time in times])
assert times == [datetime(2027, 8, 13), datetime(2028, 10, 13), datetime(2029, 4, 13)]
PY

#!/bin/bash
# pycron 3.3.0: "0 9 * * 7" is never due.
# Expected by the manual of cron, crontab(5): the day of the week is 0 to 7, where 0 and 7 are Sunday.
# Seen: Sunday is 0 alone, so 7 matches no day, and of 5-7 (Friday to Sunday) only Friday and Saturday are left. No error tells that 7
# is no day.
# Cost: a weekly job that was copied from a crontab never runs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pycron==3.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from datetime import datetime, timedelta

import pycron

WEEK = [datetime(2026, 11, 23, 9) + timedelta(days=day) for day in range(7)]  # from a Monday on


def days(expression):
    return [moment.strftime("%a") for moment in WEEK if pycron.is_now(expression, moment)]


seen = {expression: days(expression) for expression in ("0 9 * * 0", "0 9 * * 7", "0 9 * * 5-7", "0 9 * * sun")}
print(seen)
assert seen == {"0 9 * * 0": ["Sun"], "0 9 * * 7": [], "0 9 * * 5-7": ["Fri", "Sat"], "0 9 * * sun": ["Sun"]}
PY

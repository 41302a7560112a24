#!/bin/bash
# pycron 3.3.0: a rule with the name of a month is never due, and no error is raised.
# Expected by crontab(5): the first three letters of a month's name can be used. pycron takes names of days.
# Seen: is_now("0 0 1 FEB *") is false on the first of each month, "0 0 1 2 *" is true on 1 February.
# Cost: a yearly job never runs, and nothing says so.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pycron==3.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime

import pycron

firsts = [datetime.datetime(2024, month, 1) for month in range(1, 13)]
seen = {rule: [day.month for day in firsts if pycron.is_now(rule, day)] for rule in ("0 0 1 2 *", "0 0 1 FEB *", "0 0 1 feb *")}
print(seen)
assert seen == {"0 0 1 2 *": [2], "0 0 1 FEB *": [], "0 0 1 feb *": []}
assert pycron.is_now("0 0 * * MON", datetime.datetime(2024, 1, 1))
PY

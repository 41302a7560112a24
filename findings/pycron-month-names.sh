#!/bin/bash
# pycron 3.3.0: an expression with the name of a month is never due, and is not refused.
# Expected by the manual of cron, crontab(5): names can be used for the month and the day of the week. pycron knows those of days, and
# raises ValueError for expressions with too few fields.
# Seen: "0 0 1 jan *" matches no moment of the year, as any other text would: a value that cannot be read is skipped.
# Cost: a report that is due once a year, or a typing error in any field, is found out when nothing has come.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pycron==3.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from datetime import datetime, timedelta

import pycron

YEAR = [datetime(2027, 1, 1) + timedelta(days=day) for day in range(365)]


def count(expression):
    return sum(pycron.is_now(expression, moment) for moment in YEAR)


seen = {expression: count(expression) for expression in ("0 0 1 1 *", "0 0 1 jan *", "0 0 * * mon", "0 0 1 nonsense *")}
print(seen)
assert seen == {"0 0 1 1 *": 1, "0 0 1 jan *": 0, "0 0 * * mon": 52, "0 0 1 nonsense *": 0}
PY

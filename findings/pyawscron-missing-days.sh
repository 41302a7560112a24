#!/bin/bash
# pyawscron 1.0.7: a rule for the 31st ends in an error in the first month that has none.
# Expected by the documentation of Amazon EventBridge: such a month has no run, and the next one is that of the month after it.
# Seen: get_next_n_schedule() of "0 0 31 * ? *" gives one date, 31 January, and for two raises ValueError, "day is out of range for
# month"; "0 0 29 2 ? *" does so too.
# Cost: one monthly rule stops the planning of all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyawscron==1.0.7
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime

from pyawscron import AWSCron

START = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)


def runs(expression, count):
    try:
        return [str(run)[:10] for run in AWSCron.get_next_n_schedule(count, START, expression)]
    except ValueError as error:
        return str(error)


seen = [runs("0 0 31 * ? *", 1), runs("0 0 31 * ? *", 2), runs("0 0 29 2 ? *", 2)]
print(seen)
assert seen == [["2024-01-31"], "day is out of range for month", "day is out of range for month"]
PY

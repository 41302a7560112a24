#!/bin/bash
# dargslan-cron-parser 1.0.0: MON-FRI is an error, though MON is not.
# Expected by crontab(5) of Debian: names can be used; the package reads SUN and MON, and explains rules with names.
# Seen: "0 9 * * MON" is due on Monday; "0 9 * * MON-FRI" raises ValueError, "invalid literal for int() with base 10: 'MON'".
# Cost: the commonest rule for working days cannot be read.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dargslan-cron-parser==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime

from dargslan_cron_parser import next_run


def first(days):
    try:
        return str(next_run(f"0 9 * * {days}", datetime.datetime(2024, 1, 2), 1)[0])[:10]
    except ValueError as error:
        return str(error)


seen = [first(days) for days in ("MON", "1-5", "MON-FRI")]
print(seen)
assert seen == ["2024-01-08", "2024-01-02", "invalid literal for int() with base 10: 'MON'"]
PY

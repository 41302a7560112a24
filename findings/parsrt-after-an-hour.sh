#!/bin/bash
# parsrt 1.2: after an hour the minutes go on past 59.
# Expected: what str() writes is what was read: 01:05:01,500.
# Seen: 01:65:01,500. Read again (its own reader takes it) this is five past two.
# Cost: each pass through the package moves the second hour of a film by one hour more, and players refuse 65 minutes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check parsrt==1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from parsrt import parse_str


def passed(text):
    return str(next(parse_str(text))).strip()


once = passed("1\n01:05:01,500 --> 01:05:02,500\nhello")
twice = passed(once)
print(once, twice, sep="\n")
assert "01:65:01,500 --> 01:65:02,500" in once and "02:125:01,500" in twice
PY

#!/bin/bash
# cronslate 0.1.0: after a 29 February the next one is not found.
# Expected by crontab(5): "0 0 29 2 *" is due every four years. next_run() gives the next time.
# Seen: on 1 January 2024 it gives 29 February 2024; from then on RuntimeError, "Cannot find next run time".
# Cost: a scheduler with this rule ends after its first run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cronslate==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime

from cronslate import next_run, parse

rule = parse("0 0 29 2 *")
first = next_run(rule, datetime.datetime(2024, 1, 1))
try:
    second = str(next_run(rule, first))
except RuntimeError as error:
    second = str(error)
print(first, second)
assert first == datetime.datetime(2024, 2, 29) and second.startswith("Cannot find next run time")
PY

#!/bin/bash
# aws-croniter 2.1.1 and pyawscron 1.0.7: a rule for the last day of the week has no run.
# Expected by the documentation of Amazon EventBridge: L in the field for the day of the week is the last day of the week, which is
# Saturday there.
# Seen: for "0 0 ? * L *" get_next() of aws-croniter gives None as often as dates are asked for; pyawscron raises an error that says "this
# shouldn't happen". "6L", the last Friday of a month, is right in both.
# Cost: a weekly batch is missing from plans and from tests of the rules, or stops them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aws-croniter==2.1.1 pyawscron==1.0.7
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime

from aws_croniter import AwsCroniter
from pyawscron import AWSCron

START = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
friday = [str(run)[:10] for run in AwsCroniter("0 0 ? * 6L *").get_next(START, 2)]
last = AwsCroniter("0 0 ? * L *").get_next(START, 2)
try:
    other = AWSCron.get_next_n_schedule(2, START, "0 0 ? * L *")
except Exception as error:
    other = str(error)
print(friday, last, other)
assert friday == ["2024-01-26", "2024-02-23"] and last == [None, None]
assert "this shouldn't happen" in other
PY

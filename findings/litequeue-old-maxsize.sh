#!/bin/bash
# litequeue 0.9: a queue that is opened with another maxsize keeps the first one, and full() says the contrary.
# Expected: maxsize is the "maximum number of messages allowed in the queue", of the queue that was opened with it; without it there is no
# limit. full() compares with this number.
# Seen: the limit is a trigger in the database file, which is made only if there is none yet. Opened with maxsize=5 or with none, the queue
# still refuses the third message with "Max queue length reached: 2", while full() is False.
# Cost: after the limit was raised in the configuration, submits fail as before, and code that asks full() first fails too.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check litequeue==0.9
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import sqlite3

from litequeue import LiteQueue

first = LiteQueue("jobs.db", maxsize=2)
first.put("job 1")
first.put("job 2")
first.close()
for maxsize in (5, None):
    queue = LiteQueue("jobs.db", maxsize=maxsize)
    full = queue.full()
    try:
        queue.put("job 3")
        refusal = None
    except sqlite3.IntegrityError as error:
        refusal = str(error)
    print(f"maxsize={maxsize}: full() is {full}, put(): {refusal}")
    assert full is False and refusal == "Max queue length reached: 2"
    queue.close()
PY

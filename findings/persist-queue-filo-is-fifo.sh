#!/bin/bash
# persist-queue 1.1.0: FILOSQLiteQueue gives the oldest item first if auto_commit is off.
# Expected by its name and README: first in, last out; auto_commit=False says only that task_done() makes the changes lasting.
# Seen: with auto_commit it is the newest item, as it should be. Without, the next item is looked for above a cursor in ascending
# order, as for a FIFO queue. What task_done() then deletes fits that order.
# Cost: a worker that is to take the newest request first, since older ones are stale, works through the backlog from its far end.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check persist-queue==1.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import persistqueue

seen = {}
for auto_commit in (True, False):
    queue = persistqueue.FILOSQLiteQueue(f"queue-{auto_commit}", auto_commit=auto_commit)
    for number in (1, 2, 3):
        queue.put(number)
    queue.task_done()
    seen[auto_commit] = [queue.get(block=False) for _ in range(3)]
    print(f"auto_commit={auto_commit}:", seen[auto_commit])
assert seen == {True: [3, 2, 1], False: [1, 2, 3]}
PY

#!/bin/bash
# persist-queue 1.1.0: a UniqueAckQ never takes a job again that was done before, and does not say so.
# Expected: unique means that a job is not in the queue twice. UniqueQ of the same package takes a job again as soon as it was taken
# out; and put() returns the id of what it stored.
# Seen: an acknowledged job stays in the table, where its data must be unique, so the same job is not stored: put() returns None instead
# of an id, and get() finds nothing. After a failed job (ack_failed) it is the same, also in another process later.
# Cost: a job that is to run daily, or to be repeated by hand after a failure, is accepted and never runs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check persist-queue==1.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import persistqueue
from persistqueue.serializers import json


def second_time(queue, after):
    first = queue.put("make the trailer")
    after(queue, queue.get(block=False))
    again = queue.put("make the trailer")
    print(type(queue).__name__, "first id", first, "| again", again, "| waiting", queue.size)
    return again, queue.size


assert second_time(persistqueue.UniqueQ("plain", serializer=json, multithreading=True), lambda queue, job: None) == (2, 1)
done = persistqueue.UniqueAckQ("done", serializer=json, multithreading=True)
failed = persistqueue.UniqueAckQ("failed", serializer=json, multithreading=True)
assert second_time(done, lambda queue, job: queue.ack(job)) == (None, 0)
assert second_time(failed, lambda queue, job: queue.ack_failed(job)) == (None, 0)
PY

#!/bin/bash
# dramatiq 2.2.1: with min_backoff equal to max_backoff a task is retried after as little as half of it.
# Expected by its documentation: min_backoff is the minimum number of milliseconds before a failed task is retried.
# Seen: the random part is added first, which exceeds max_backoff nearly always; then the delay is drawn anew between half of
# max_backoff and all of it. With both at 60000, all of 200 retries were put into the queue with less than 60 s.
# Cost: an actor that looks at a job every 60 s, or that keeps the wait which a provider asks for, asks too early and is refused
# again; its retries are used up in half of the time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dramatiq==2.2.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import dramatiq
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import Retries

delays = []


class Recorder(StubBroker):
    def enqueue(self, message, *, delay=None):
        delays.append(delay)
        return message


broker = Recorder(middleware=[Retries(max_retries=1000)])
dramatiq.set_broker(broker)


@dramatiq.actor(min_backoff=60_000, max_backoff=60_000)
def look(job):
    raise RuntimeError("not ready")


message = look.message("job-1")
for _ in range(200):
    broker.emit_after("process_message", message, exception=RuntimeError("not ready"))
print(f"{len(delays)} retries, {sum(delay < 60_000 for delay in delays)} of them after less than 60 s, shortest {min(delays) / 1000:.0f} s")
assert len(delays) == 200 and min(delays) < 40_000 and max(delays) < 60_001
PY

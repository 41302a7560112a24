#!/bin/bash
# aioscheduler 1.4.2 with Python 3.11 or later: no task of a TimedScheduler ever runs, and nothing says so.
# Expected by its README: scheduler.schedule(coroutine, when) runs it at that time. The package asks for Python 3.7 or later.
# Seen: its loop gives coroutines to asyncio.wait(), which is a TypeError since Python 3.11. The loop ends with it, in a task that
# nobody looks at; schedule() goes on taking tasks.
# Cost: deferred jobs, such as a look at a provider in ten minutes, are accepted and never made.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aioscheduler==1.4.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import sys
from datetime import datetime, timedelta

from aioscheduler import TimedScheduler

done = []


async def job():
    done.append("job")


async def main():
    scheduler = TimedScheduler(prefer_utc=False)
    scheduler.start()
    scheduler.schedule(job(), datetime.now() + timedelta(seconds=0.1))
    await asyncio.sleep(0.5)
    waiting = scheduler.schedule(job(), datetime.now() + timedelta(seconds=60))
    return scheduler._task.exception(), waiting


assert sys.version_info >= (3, 11)
error, waiting = asyncio.run(main())
print("done:", done, "| the loop ended with:", repr(error), "| next one accepted:", waiting is not None)
assert done == [] and isinstance(error, TypeError) and waiting is not None
PY

#!/bin/bash
# procrastinate 3.10.0: a job that must not be repeated (max_attempts=0) is repeated without end.
# Expected by the documentation of RetryStrategy: "max_attempts: The maximum number of attempts the job should be retried"; 1 retries once,
# so 0 not at all. No limit is None, the default.
# Seen: 0 is taken for no limit: a task that fails five times is run six times, at once one after the other. With 1 it is run twice.
# Cost: a paid creation is sent again and again while its answers are lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check procrastinate==3.10.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import logging

from procrastinate import App, RetryStrategy
from procrastinate.testing import InMemoryConnector

logging.disable(logging.CRITICAL)


def calls(max_attempts):
    count = 0
    app = App(connector=InMemoryConnector())

    @app.task(name="create", retry=RetryStrategy(max_attempts=max_attempts))
    def create():
        nonlocal count
        count += 1
        if count < 6:
            raise ConnectionError("answer lost")

    async def run():
        async with app.open_async():
            await create.defer_async()
            await app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    asyncio.run(run())
    return count


seen = [calls(1), calls(0)]
print(seen)
assert seen == [2, 6]
PY

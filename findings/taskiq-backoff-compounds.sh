#!/bin/bash
# taskiq 0.13.0: with use_delay_exponent the delays grow like factorials, as each one is the base of the next.
# Expected by its documentation: SmartRetryMiddleware applies exponential backoff to the delay (default_delay), so 10, 20, 40, 80
# and 160 s.
# Seen: the delay is multiplied by the number of the retry, and the product is kept as the task's own delay, which is multiplied
# at the next retry: 10, 20, 60, 240 and 1200 s. Of default_retry_count=6 there are five retries.
# Cost: a paid job that is done is looked at 20 minutes later instead of less than three; addresses of results expire meanwhile.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check taskiq==0.13.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import logging

from taskiq import InMemoryBroker, SmartRetryMiddleware

logging.getLogger("taskiq").setLevel(logging.CRITICAL)
delays = []


class Recorder(InMemoryBroker):
    async def kick(self, message):
        delays.append(message.labels.get("delay"))
        await super().kick(message)


broker = Recorder(await_inplace=True).with_middlewares(
    SmartRetryMiddleware(default_retry_count=6, default_delay=10, use_delay_exponent=True, max_delay_exponent=3600)
)


@broker.task(retry_on_error=True)
async def look():
    raise RuntimeError("not ready")


async def main():
    await broker.startup()
    await look.kiq()
    await broker.shutdown()


asyncio.run(main())
print("delays:", delays)
assert delays == [None, "10.0", "20.0", "60.0", "240.0", "1200.0"]
PY

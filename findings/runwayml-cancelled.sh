#!/bin/bash
# runwayml 5.24.0: wait_for_task_output() of the synchronous client keeps waiting for a task that was cancelled.
# Expected by the method's own docstring: "If the task fails or is cancelled, a TaskFailedError will be raised."
# Seen: with the synchronous client the cancelled task is polled until the timeout (600 s by default), and
# TaskTimeoutError is raised. The asynchronous client raises TaskFailedError at the first poll.
# Cost: ten minutes of polls, and an error that says that the task may still be running.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check runwayml==5.24.0 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio, time
import httpx, runwayml
from runwayml.lib import polling

polling.POLL_TIME = polling.POLL_JITTER = 0.05
polls = []

def answer(request):
    if request.method == "POST":
        return httpx.Response(200, json={"id": "t1"})
    polls.append(request)
    return httpx.Response(200, json={"id": "t1", "createdAt": "2026-01-01T00:00:00Z", "status": "CANCELLED"})

task = dict(model="gen4_image", prompt_text="sea", ratio="1920:1080")
client = runwayml.RunwayML(api_key="key", http_client=httpx.Client(transport=httpx.MockTransport(answer)))
try:
    client.text_to_image.create(**task).wait_for_task_output(timeout=1)
    sync = None
except Exception as error:
    sync = type(error).__name__
print(f"sync: {sync} after {len(polls)} polls")
assert sync == "TaskTimeoutError" and len(polls) > 5

async def main():
    client = runwayml.AsyncRunwayML(api_key="key", http_client=httpx.AsyncClient(transport=httpx.MockTransport(answer)))
    try:
        task_created = await client.text_to_image.create(**task)
        await task_created.wait_for_task_output(timeout=1)
    except Exception as error:
        return type(error).__name__

del polls[:]
other = asyncio.run(main())
print(f"async: {other} after {len(polls)} poll(s)")
assert other == "TaskFailedError" and len(polls) == 1
PY

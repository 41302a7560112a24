#!/bin/bash
# resumable-stream 0.2.0 (PyPI): to create a stream that is there already starts the generation a second time.
# Expected by its README: create_new_resumable_stream() gives None for an id that exists ("Stream already exists", status 422).
# Seen: it never gives None. A second call with the same id, while the first one runs or after its end, calls the producer again;
# the state of a finished stream goes back from "DONE" to active.
# Cost: a request that a browser or a proxy repeats makes, and pays for, the same text or song twice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check resumable-stream==0.2.0 redis==8.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
from importlib.metadata import metadata

from resumable_stream import create_resumable_stream_context

assert '"Stream already exists"' in metadata("resumable-stream").get_payload()


class Memory:
    """What the package needs of Redis, in this process."""

    def __init__(self):
        self.values, self.handlers = {}, {}

    async def get(self, key):
        return self.values.get(key)

    async def set(self, key, value, ex=None):
        self.values[key] = value

    async def publish(self, channel, message):
        if channel in self.handlers:
            await self.handlers[channel](message)

    async def subscribe(self, channel, handler):
        self.handlers[channel] = handler

    async def unsubscribe(self, channel):
        self.handlers.pop(channel, None)


generations = []


async def generate():
    generations.append("paid")
    for word in "calm ", "blue ", "sea":
        yield word
        await asyncio.sleep(0.01)


async def main():
    memory = Memory()
    context = create_resumable_stream_context(publisher=memory, subscriber=memory)
    first = await context.create_new_resumable_stream("job-1", generate)
    second = await context.create_new_resumable_stream("job-1", generate)
    texts = ["".join([word async for word in stream]) for stream in (first, second)]
    states = [await context.has_existing_stream("job-1")]
    await context.create_new_resumable_stream("job-1", generate)
    states.append(await context.has_existing_stream("job-1"))
    await asyncio.sleep(0.2)
    return texts, states


texts, states = asyncio.run(main())
print(texts, "generations:", len(generations), "states:", states)
assert texts == ["calm blue sea"] * 2 and len(generations) == 3 and states == ["DONE", True]
PY

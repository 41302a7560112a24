#!/bin/bash
# resumable-stream 0.2.0 (PyPI): a generation that fails ends like one that is complete, and counts as active from then on.
# Expected: an error of the producer reaches who reads the stream, as it does without the package (async for raises it); and by the README
# has_existing_stream() tells active from finished.
# Seen: the error is caught and logged; the reader gets the words before it and then the normal end. The state stays True, "Stream is
# active", for the 24 hours that it is kept, though nobody produces any more.
# Cost: half a text is taken for all of it and saved; who resumes it waits for a producer that is gone, and nobody starts anew.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check resumable-stream==0.2.0 redis==8.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio

from resumable_stream import create_resumable_stream_context


class Memory:
    """What the package needs of Redis, in this process."""

    def __init__(self):
        self.values, self.handlers = {}, {}

    async def get(self, key):
        return self.values.get(key)

    async def set(self, key, value, ex=None):
        self.values[key] = value

    async def incr(self, key):
        self.values[key] = int(self.values.get(key, 0)) + 1
        return self.values[key]

    async def publish(self, channel, message):
        if channel in self.handlers:
            await self.handlers[channel](message)

    async def subscribe(self, channel, handler):
        self.handlers[channel] = handler

    async def unsubscribe(self, channel):
        self.handlers.pop(channel, None)


async def generate():
    yield "calm "
    raise ConnectionError("the model is gone")


async def main():
    memory = Memory()
    context = create_resumable_stream_context(publisher=memory, subscriber=memory)
    stream = await context.resumable_stream("job-1", generate)
    words = [word async for word in stream]
    await asyncio.sleep(0.1)
    return words, await context.has_existing_stream("job-1"), memory.handlers


words, state, handlers = asyncio.run(main())
print("no error:", words, "state:", state, "producers that listen:", len(handlers))
assert words == ["calm "] and state is True and handlers == {}
PY

#!/bin/bash
# resumable-sse 0.1.0: a reader that resumes gets the last event that it has a second time.
# Expected by its README ("Resumable message stream support with Last-Event-ID") and the HTML standard, 9.2.4: Last-Event-ID is the id of
# the last event that arrived; what follows it is wanted.
# Seen: after the events 0 and 1 a reader comes back with last_id "1", and gets 1, 2 and the end. The Last-Event-ID "0" is the same as
# none.
# Cost: a transcript or a text that is put together from the events has a piece twice after each lost connection.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check resumable-sse==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio

from resumable_sse.memory import MemorySSEStreamer


async def words():
    for word in "calm ", "blue ", "sea":
        yield word
        await asyncio.sleep(0.05)


async def main():
    streamer = MemorySSEStreamer()
    events = []
    async for event in streamer.stream("job-1", words()):
        events.append(event)
        if len(events) == 2:
            break  # the connection is lost
    async for event in streamer.stream("job-1", words(), last_id=events[-1]["id"]):
        events.append(event)
    return events


events = asyncio.run(main())
text = "".join(event["data"] for event in events)
print([event.get("id") for event in events], repr(text))
assert [event.get("id") for event in events] == ["0", "1", "1", "2", None] and text == "calm blue blue sea"
PY

#!/bin/bash
# sseclient-py 1.9.0: an event without an id of its own has no id at all, so there is nothing to resume a stream from.
# Expected by the HTML standard, section 9.2.6: the last event id is kept until another one comes, and each event
# carries it (lastEventId); it is what Last-Event-ID has to say on reconnection.
# Seen: event.id is None for the second event, though the id 7 of the first one still holds; the client object keeps
# no id either.
# Cost: after a break, a client that sends the id of the last event it read starts from the beginning, or loses what
# lay between.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sseclient-py==1.9.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import sseclient

class Stream:
    def __iter__(self):
        return iter([b"id: 7\ndata: a\n\ndata: b\n\n"])
    def close(self):
        pass

client = sseclient.SSEClient(Stream())
events = [(event.data, event.id) for event in client.events()]
kept = [name for name in vars(client) if "id" in name.lower()]
print(events, kept)
assert events == [("a", "7"), ("b", None)] and kept == []
PY

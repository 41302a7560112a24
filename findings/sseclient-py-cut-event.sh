#!/bin/bash
# sseclient-py 1.9.0: an event that was cut off when the connection ended is handed over as if it were complete.
# Expected by the HTML standard, section 9.2.6: data that is pending at the end of the stream is discarded; an event
# counts only with its blank line.
# Seen: the connection ends within an event of several data lines; the lines that arrived come out as an event.
# Nothing marks it as incomplete.
# Cost: a part of a result is taken for all of it: here a list of files that is too short.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sseclient-py==1.9.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import sseclient

class Stream:
    chunks = [b"event: output\ndata: https://files.example/1.wav\n", b"data: https://files.exa"]  # then the connection ends
    def __iter__(self):
        return iter(self.chunks)
    def close(self):
        pass

events = [(event.event, event.data) for event in sseclient.SSEClient(Stream()).events()]
print(events)
assert events == [("output", "https://files.example/1.wav\nhttps://files.exa")]

Stream.chunks = Stream.chunks[:1]
events = [(event.event, event.data) for event in sseclient.SSEClient(Stream()).events()]
print(events)
assert events == [("output", "https://files.example/1.wav")]
PY

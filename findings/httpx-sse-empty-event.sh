#!/bin/bash
# httpx-sse 0.4.3: blocks without data are handed over as messages with empty data.
# Expected by the HTML standard, section 9.2.6 (interpreting an event stream): if the data buffer is empty when the
# blank line comes, the event is not dispatched; "retry: 10000" and "id: 7" alone only set the reconnection time and
# the last event id.
# Seen: a block with retry alone and one with id alone come out as events "message" with data ''.
# Cost: streams often begin with such a block ("retry: ..."); event.json() of it raises JSONDecodeError, and the rest
# of the stream is not read.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check httpx==0.28.1 httpx-sse==0.4.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httpx, httpx_sse

stream = b'retry: 10000\n\nid: 7\n\nevent: status\ndata: {"status": "succeeded"}\n\n'
transport = httpx.MockTransport(lambda request: httpx.Response(200, headers={"Content-Type": "text/event-stream"}, content=stream))
with httpx_sse.connect_sse(httpx.Client(transport=transport), "GET", "http://jobs.example/j1") as source:
    events = [(event.event, event.data, event.id, event.retry) for event in source.iter_sse()]
for event in events:
    print(event)
assert events == [("message", "", "", 10000), ("message", "", "7", None), ("status", '{"status": "succeeded"}', "7", None)]
try:
    httpx_sse.ServerSentEvent(data="").json()
except ValueError as error:
    print("json():", error)
else:
    raise SystemExit("json() of an empty event gives something now")
PY

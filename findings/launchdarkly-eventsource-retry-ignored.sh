#!/bin/bash
# launchdarkly-eventsource 1.7.4 (PyPI): the pause that a stream asks for with "retry:" is ignored.
# Expected by its documentation of SSEClient: the base delay "can be overridden by the stream if the server sends a retry: line", as
# the HTML standard has it (9.2.6): the field sets the reconnection time in milliseconds.
# Seen: after a stream with "retry: 30000" has ended, next_retry_delay is the initial 1 s. The reader of events knows the field, and
# the client gives it nothing to call.
# Cost: a provider that asks for a rest of half a minute, because it is overloaded, is asked again each second by all who watch a job.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check launchdarkly-eventsource==1.7.4 urllib3==2.8.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ld_eventsource import SSEClient
from ld_eventsource.actions import Event, Fault
from ld_eventsource.config import ErrorStrategy, RetryDelayStrategy


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        content = b"retry: 30000\ndata: 50 %\n\n"
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


assert "overridden by the stream if the server sends a ``retry:`` line" in " ".join(SSEClient.__doc__.split())
server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
exact = RetryDelayStrategy.default(backoff_multiplier=1, jitter_multiplier=None)
client = SSEClient(f"http://127.0.0.1:{server.server_port}/", initial_retry_delay=1, retry_delay_strategy=exact,
                   error_strategy=ErrorStrategy.always_continue())
for action in client.all:
    if isinstance(action, Event):
        print("event:", action.data)
    if isinstance(action, Fault):
        break
print("next_retry_delay:", client.next_retry_delay)
assert client.next_retry_delay == 1
client.close()
PY

#!/bin/bash
# speechmatics-python 5.0.0.post1: submit_jobs() hands over a rejected job as if it were done.
# Expected: an error or a status, as wait_for_completion() of the same class raises TranscriptionError for a job that is
# "rejected" (a documented end of a job, beside "done").
# Seen: whatever is not "running" counts as ready: of three files, the second one rejected, all three come out as (path, id).
# The reason is fetched, and dropped.
# Cost: the failure shows only when the transcript is asked for, as an error of that request, without the reason.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check speechmatics-python==5.0.0.post1 httpx==0.28.1
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" -W ignore - <<'PY'
import json
import pathlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from speechmatics.batch_client import BatchClient
from speechmatics.models import BatchTranscriptionConfig, ConnectionSettings

submitted = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        submitted.append(f"job-{len(submitted) + 1}")
        self.answer({"id": submitted[-1]})

    def do_GET(self):
        rejected = "job-2" in self.path
        errors = [{"message": "no speech was found"}] if rejected else []
        self.answer({"job": {"status": "rejected" if rejected else "done", "duration": 1, "errors": errors}})


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
files = [f"{name}.wav" for name in "abc"]
for file in files:
    pathlib.Path(file).write_bytes(b"RIFF....WAVE")
with BatchClient(ConnectionSettings(url=f"http://127.0.0.1:{server.server_port}/v2", auth_token="key")) as client:
    ready = dict(client.submit_jobs(files, BatchTranscriptionConfig(language="en")))
    print("ready:", ready)
    assert ready == {"a.wav": "job-1", "b.wav": "job-2", "c.wav": "job-3"}
    try:
        client.wait_for_completion("job-2")
    except Exception as error:
        print("wait_for_completion():", repr(error))
        assert "job-2 status rejected" in str(error)
    else:
        raise SystemExit("a rejected job can be waited for now")
PY

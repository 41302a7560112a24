#!/bin/bash
# dashscope 2.0.2: while VideoSynthesis.call() waits, one poll that is answered with 429, 500 or 502 ends the wait.
# Expected: the job is polled again, as after a 503, or an error that names the job, so that it can be waited for.
# Seen: the answer of that poll is returned as the result: no output, the request id of the poll, and the id of the job
# nowhere in it. The job goes on at the provider and is paid for.
# Cost: a moment of trouble at the provider loses a video that was paid for; who repeats the call pays again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dashscope==2.0.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import dashscope
from dashscope import VideoSynthesis

logging.disable()
polls = 0


class Provider(BaseHTTPRequestHandler):
    trouble = 0

    def log_message(self, *_):
        pass

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.answer(200, {"request_id": "submit", "output": {"task_id": "job-7", "task_status": "PENDING"}})

    def do_GET(self):
        global polls
        polls += 1
        if polls == 1:
            self.answer(Provider.trouble, {"request_id": "poll", "code": "Trouble", "message": "try again"})
        else:
            done = {"task_id": "job-7", "task_status": "SUCCEEDED", "video_url": "http://127.0.0.1/v.mp4"}
            self.answer(200, {"request_id": "poll", "output": done})


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
dashscope.base_http_api_url, dashscope.api_key = f"http://127.0.0.1:{server.server_port}/api/v1", "key"
seen = {}
for Provider.trouble in (429, 500, 502, 503):
    polls = 0
    result = VideoSynthesis.call(model="wan2.2-t2v-plus", prompt="waves")
    seen[Provider.trouble] = polls, result.status_code, "job-7" in str(result)
    print(f"a poll answered with {Provider.trouble}: {polls} polls, result {result.status_code}, "
          f"names the job: {'job-7' in str(result)}")
assert all(seen[status] == (1, status, False) for status in (429, 500, 502))
assert seen[503] == (2, 200, True)
PY

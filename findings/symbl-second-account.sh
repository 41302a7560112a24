#!/bin/bash
# symbl 2.0.6: credentials of a second account are ignored; its jobs are made, and charged, on the first one.
# Expected: the parameter credentials of process_url() and all other functions is the account of that call (app_id and app_secret).
# Seen: the token of the first call is kept for the whole process. A call with other credentials asks for no token, and its job goes
# out with the first account's.
# Cost: a service that works for several customers, each with an own account, has all recordings transcribed on the account of who
# came first.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check symbl-rest==1.0.14 websocket-client==1.9.2 numpy==2.4.6
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps symbl==2.0.6  # what is left out reads the microphone
cd "$dir"
touch pyaudio.py
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from symbl_rest import Configuration

requests = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if "appId" in body:
            requests.append(f"token for {body['appId']}")
            answer = {"accessToken": f"token of {body['appId']}", "expiresIn": 3600}
        else:
            requests.append(f"{body['url']} with the {self.headers['x-api-key']}")
            answer = {"conversationId": "c-1", "jobId": "j-1"}
        self.reply(answer)

    def do_GET(self):
        self.reply({"id": "j-1", "status": "completed"})

    def reply(self, answer):
        content = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
configuration = Configuration()
configuration.host = f"http://127.0.0.1:{server.server_port}"
Configuration.set_default(configuration)

import symbl
from symbl.jobs_api.Job import time

logging.disable()
time.sleep = lambda seconds: None
for account in "first", "second":
    credentials = {"app_id": account, "app_secret": "secret"}
    symbl.Audio.process_url({"url": f"{account}.mp3"}, credentials=credentials)
print(requests)
assert requests == ["token for first", "first.mp3 with the token of first", "second.mp3 with the token of first"]
PY

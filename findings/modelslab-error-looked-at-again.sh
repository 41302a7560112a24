#!/bin/bash
# modelslab-py 0.2.3: fetch() goes on after a job ended in an error, ten minutes by its defaults.
# Expected: ModelsLab answers with status "success", "processing" or "error" ("failed"); the last is an end, as nothing changes
# after it.
# Seen: only "success" ends the loop. After "error" it waits fetch_timeout (60 s) and looks again, fetch_retry (10) times, and
# then returns the error as it returns a result. A job that is still "processing" after that is returned in the same way.
# Cost: each failed job holds a worker for ten minutes, and the reason, known at the first look, comes at the last.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check modelslab-py==0.2.3 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import inspect
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from modelslab_py.core.apis.video import Video
from modelslab_py.core.client import Client

looks = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        looks.append(self.path)
        content = json.dumps({"status": "error", "message": "the input is no image"}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
defaults = {name: inspect.signature(Client).parameters[name].default for name in ("fetch_retry", "fetch_timeout")}
client = Client(api_key="key", fetch_timeout=0)
client.base_url = f"http://127.0.0.1:{server.server_port}/"
end = Video(client=client).fetch("job-1")
print(f"{len(looks)} looks at {looks[0]}; {end}; defaults: {defaults}")
assert looks == ["/v6/video/fetch/job-1"] * 10 and end["status"] == "error"
assert defaults == {"fetch_retry": 10, "fetch_timeout": 60}
PY

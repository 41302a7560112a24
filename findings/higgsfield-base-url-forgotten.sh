#!/bin/bash
# higgsfield-client 0.2.0: a base_url counts for submit(), but not for status(), result() and cancel() of a request's id.
# Expected by its README ("override base_url"): all of a client's requests go to its base_url, as submit() and upload() do.
# Seen: with base_url on loopback, submit() goes there and gives the id r-7. status("r-7") of the same client asks the
# proxy for api.higgsfield.ai, the built-in host; so do result() and cancel().
# Cost: behind a gateway, a staging host or a fake one, jobs are made there and looked for elsewhere: they seem lost, and
# a test that names its own host reaches the real one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check higgsfield-client==0.2.0 httpx==0.28.1
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from higgsfield_client import SyncClient

asked, tunnels = [], []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        asked.append(self.path)
        urls = {f"{name}_url": f"{base}/requests/r-7/{name}" for name in ("status", "cancel")}
        data = json.dumps({"request_id": "r-7", "status": "queued", **urls}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST

    def do_CONNECT(self):
        tunnels.append(self.path)
        self.send_error(403)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
for name in ("ALL_PROXY", "all_proxy", "http_proxy", "HTTP_PROXY", "https_proxy", "NO_PROXY", "no_proxy"):
    os.environ.pop(name, None)
os.environ["HTTPS_PROXY"] = base  # nothing leaves the machine, and what would have left it is seen
client = SyncClient(base_url=base, api_key="key:secret")
job = client.submit("text2image", {"prompt": "waves"})
print("submit() asks the host of base_url for", asked)
for look in (client.status, client.result, client.cancel):
    try:
        look(job.request_id)
    except Exception as error:
        print(f"{look.__name__}() asks for {tunnels[-1]}: {type(error).__name__}")
assert asked == ["/text2image"]
assert tunnels == ["api.higgsfield.ai:443"] * 3
PY

#!/bin/bash
# cloudconvert 2.1.0 (PyPI): with a wrong key, or for a job that is not there, the refusal is returned as if it were the job.
# Expected by its exceptions (UnauthorizedAccess, ResourceNotFound), and as other refusals are treated: 403, 409, 422, 429 and 5xx raise.
# Seen: for 401 and 404 the body of the answer is the return value: Job.create() and Job.wait() give {"message": "Unauthenticated."},
# Job.delete() of a job that is not there is True.
# Cost: a program goes on with a job that was never made and stops later, at job["tasks"], far from the cause; files that were to be
# deleted stay with the provider, and are said to be gone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cloudconvert==2.1.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cloudconvert
from cloudconvert.exceptions import exceptions

answer = {}


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def reply(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        content = json.dumps({"message": answer["message"]}).encode()
        self.send_response(answer["status"])
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = reply


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
cloudconvert.configure(api_key="wrong", endpoint=address, sync_endpoint=address)
payload = {"tasks": {"import": {"operation": "import/url", "url": "https://media.example/a.mp4"}}}
found = {}
for status, message in {401: "Unauthenticated.", 404: "Not found.", 403: "Forbidden."}.items():
    answer.update(status=status, message=message)
    calls = {"create": lambda: cloudconvert.Job.create(payload), "wait": lambda: cloudconvert.Job.wait("j-1"),
             "delete": lambda: cloudconvert.Job.delete("j-1")}
    for name, call in calls.items():
        try:
            found[status, name] = call()
        except exceptions.ConnectionError as error:
            found[status, name] = type(error).__name__
print(found)
assert found[401, "create"] == found[401, "wait"] == {"message": "Unauthenticated."}
assert found[404, "wait"] == {"message": "Not found."} and found[404, "delete"] is True
assert found[403, "create"] == found[403, "wait"] == "ForbiddenAccess"
PY

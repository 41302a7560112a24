#!/bin/bash
# harspec 0.1.0: an upload that was recorded as multipart/form-data is sent as application/x-www-form-urlencoded.
# Expected by its README: typed clients of the recorded calls. The OpenAPI document that it writes beside them says multipart/form-data,
# with a binary file.
# Seen: the client calls requests with data=body, and the TypeScript one with URLSearchParams: the file becomes the value of a field,
# escaped byte by byte, without a name or a type.
# Cost: each upload is refused with "file is required", or takes three times its size.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check harspec==0.1.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import requests

form = {
    "mimeType": "multipart/form-data; boundary=b",
    "params": [{"name": "file", "fileName": "talk.mp3", "contentType": "audio/mpeg", "value": ""}, {"name": "model", "value": "m"}],
}
kind = [{"name": "content-type", "value": form["mimeType"]}]
request = {"method": "POST", "url": "https://api.example/v1/transcribe", "headers": kind, "queryString": [], "postData": form}
content = {"size": 13, "mimeType": "application/json", "text": '{"text": "x"}'}
response = {"status": 200, "headers": [], "content": content}
entry = {"startedDateTime": "2026-04-01T10:00:00Z", "time": 1, "request": request, "response": response}
Path("calls.har").write_text(json.dumps({"log": {"version": "1.2", "entries": [entry]}}))
subprocess.run([Path(sys.executable).with_name("harspec"), "calls.har", "-o", "made"], check=True)
assert "multipart/form-data" in Path("made/openapi.yaml").read_text()
spec = importlib.util.spec_from_file_location("made", "made/client.py")
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)


class Recording(requests.Session):
    def send(self, request, **settings):
        print(request.headers["Content-Type"], request.body)
        assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
        answer = requests.Response()
        answer.status_code, answer._content = 200, b"{}"
        return answer


made.Client(session=Recording()).post_transcribe({"file": b"\xff\xfb\x90", "model": "m"})
PY

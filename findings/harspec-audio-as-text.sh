#!/bin/bash
# harspec 0.1.0: the client that it writes gives recorded audio as a text, in which the sound is lost.
# Expected by the recording: the answer is audio/mpeg, in the HAR file with "encoding": "base64", so it is bytes.
# Seen: the schema is a string without a format, and the client returns res.text for all that is no JSON: of the 256 bytes from 0 to 255,
# 128 become U+FFFD and cannot be told apart.
# Cost: files of speech that no player opens; the call itself is a success, and was paid.
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

post = {"mimeType": "application/json", "text": '{"text": "hello"}'}
request = {"method": "POST", "url": "https://api.example/v1/speech", "headers": [], "queryString": [], "postData": post}
content = {"size": 4, "mimeType": "audio/mpeg", "text": "//uQZA==", "encoding": "base64"}
kind = [{"name": "content-type", "value": "audio/mpeg"}]
response = {"status": 200, "headers": kind, "content": content}
entry = {"startedDateTime": "2026-04-01T10:00:00Z", "time": 1, "request": request, "response": response}
Path("calls.har").write_text(json.dumps({"log": {"version": "1.2", "entries": [entry]}}))
subprocess.run([Path(sys.executable).with_name("harspec"), "calls.har", "-o", "made"], check=True)
assert "binary" not in Path("made/openapi.yaml").read_text()
spec = importlib.util.spec_from_file_location("made", "made/client.py")
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)


class Answering(requests.Session):
    def send(self, request, **settings):
        answer = requests.Response()
        answer.status_code, answer._content = 200, bytes(range(256))
        answer.headers["Content-Type"] = "audio/mpeg"
        return answer


seen = made.Client(session=Answering()).post_speech({"text": "hello"})
print(type(seen), len(seen), seen.count("\ufffd"))
assert seen.count("\ufffd") == 128
PY

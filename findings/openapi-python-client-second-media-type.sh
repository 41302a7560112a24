#!/bin/bash
# openapi-python-client 0.29.1: if a response is documented as JSON or audio, the audio cannot be read; no warning.
# Expected by OpenAPI 3.0.3 section 4.7.17 (Response Object): content maps each media type to its description; the
# answer's Content-Type says which one it is.
# Seen: the first supported media type is kept, the other one dropped, even with --fail-on-warning; the answer's
# Content-Type is not looked at: audio raises JSONDecodeError. The Accept header sent is */*, so a server may well
# send it.
# Cost: the finished result of a result endpoint (JSON while pending, the file when done) is an exception.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-python-client==0.29.1 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json, os, pathlib, subprocess, sys
import httpx

schemas = {"Pending": {"type": "object", "required": ["status"], "properties": {"status": {"type": "string"}}}}
content = {"application/json": {"schema": {"$ref": "#/components/schemas/Pending"}}, "audio/mpeg": {"schema": {"type": "string", "format": "binary"}}}
paths = {"/result": {"get": {"operationId": "result", "responses": {"200": {"description": "r", "content": content}}}}}
document = {"openapi": "3.0.3", "info": {"title": "gen", "version": "1"}, "paths": paths, "components": {"schemas": schemas}}
pathlib.Path("document.json").write_text(json.dumps(document))
run = subprocess.run([pathlib.Path(sys.executable).parent / "openapi-python-client", "generate", "--path", "document.json",
                      "--output-path", "out", "--fail-on-warning"], capture_output=True, text=True,
                     env={**os.environ, "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"})
assert run.returncode == 0, run.stdout + run.stderr  # and so without a warning
sys.path.insert(0, "out")
import gen_client
from gen_client.api.default import result

accepted = []
def answer(request):
    accepted.append(request.headers["accept"])
    return httpx.Response(200, content=b"ID3\x04 audio", headers={"Content-Type": "audio/mpeg"})
client = gen_client.Client(base_url="http://jobs.example", httpx_args={"transport": httpx.MockTransport(answer)})
try:
    result.sync_detailed(client=client)
except ValueError as error:
    print(accepted, type(error).__name__, error)
    assert type(error).__name__ == "JSONDecodeError" and accepted == ["*/*"]
else:
    raise SystemExit("audio can be read now")
PY

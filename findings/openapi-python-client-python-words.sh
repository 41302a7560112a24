#!/bin/bash
# openapi-python-client 0.29.1: in paths and forms some values are sent in Python's spelling, not in JSON's.
# Expected by OpenAPI 3.0.3 section 4.7.12 (simple style: a list in a path is a,b) and 4.7.14.4 (multipart: a list is
# one part an item, primitives are plain text) - where booleans are true and false.
# Seen: a boolean in a path is True, and in a multipart part True; a list in a path is ['a', 'b'] (percent-encoded);
# an object in a urlencoded form is {'a': 1}, with single quotes. Booleans in queries are right.
# Cost: a server reads "True" as false or refuses it; options of a paid job are ignored.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-python-client==0.29.1 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json, os, pathlib, subprocess, sys, urllib.parse
import httpx

flag, text, no_content = {"type": "boolean"}, {"type": "string"}, {"204": {"description": "r"}}
def path_operation(name, schema):
    parameter = {"in": "path", "name": "value", "required": True, "schema": schema}
    return {"get": {"operationId": name, "parameters": [parameter], "responses": no_content}}
def form_operation(name, media_type, schema):
    content = {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"post": {"operationId": name, "requestBody": {"required": True, "content": content}, "responses": no_content}}
schemas = {"Parts": {"type": "object", "required": ["loop"], "properties": {"loop": flag}},
           "Options": {"type": "object", "properties": {"a": {"type": "integer"}}},
           "Form": {"type": "object", "required": ["options"], "properties": {"options": {"$ref": "#/components/schemas/Options"}}}}
paths = {"/flag/{value}": path_operation("flag", flag), "/list/{value}": path_operation("items", {"type": "array", "items": text}),
         "/parts": form_operation("parts", "multipart/form-data", "Parts"),
         "/form": form_operation("form", "application/x-www-form-urlencoded", "Form")}
document = {"openapi": "3.0.3", "info": {"title": "gen", "version": "1"}, "paths": paths, "components": {"schemas": schemas}}
pathlib.Path("document.json").write_text(json.dumps(document))
run = subprocess.run([pathlib.Path(sys.executable).parent / "openapi-python-client", "generate", "--path", "document.json",
                      "--output-path", "out", "--fail-on-warning"], capture_output=True, text=True,
                     env={**os.environ, "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"})
assert run.returncode == 0, run.stdout + run.stderr  # and so without a warning
sys.path.insert(0, "out")
import gen_client
from gen_client.api.default import flag as flag_, form, items, parts
from gen_client.models import Form, Options, Parts

sent = []
def answer(request):
    sent.append((urllib.parse.unquote(request.url.path), urllib.parse.unquote_plus(request.read().decode())))
    return httpx.Response(204)
client = gen_client.Client(base_url="http://jobs.example", httpx_args={"transport": httpx.MockTransport(answer)})
flag_.sync_detailed(client=client, value=True)
items.sync_detailed(client=client, value=["a", "b"])
parts.sync_detailed(client=client, body=Parts(loop=True))
form.sync_detailed(client=client, body=Form(options=Options(a=1)))
print(sent)
assert sent[0][0] == "/flag/True" and sent[1][0] == "/list/['a', 'b']"
assert "\r\n\r\nTrue\r\n" in sent[2][1] and sent[3][1] == "options={'a': 1}"
PY

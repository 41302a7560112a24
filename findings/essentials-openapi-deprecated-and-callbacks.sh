#!/bin/bash
# essentials-openapi 1.4.0: a docs page says nothing of an operation that is deprecated, nor of its callbacks.
# Expected by OpenAPI 3.0: "deprecated: true" says that consumers should refrain from use; callbacks are the requests that the server
# makes to its clients.
# Seen: the page of an operation with both is the page of one without.
# Cost: new clients are built on an operation that goes away, and the webhook of a job is not known to exist.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check essentials-openapi[full]==1.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapidocs.mk.v3 import OpenAPIV3DocumentationHandler


def page(more):
    post = {"summary": "Make a job", "responses": {"202": {"description": "taken"}}, **more}
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Jobs", "version": "1"},
        "paths": {"/jobs": {"post": post}},
    }
    return OpenAPIV3DocumentationHandler(document, style="MKDOCS").write()


done = {"{$request.query.hook}": {"post": {"summary": "The job is done", "responses": {"200": {"description": "seen"}}}}}
both = page({"deprecated": True, "callbacks": {"done": done}})
print(both)
assert "Make a job" in both
assert both == page({})
PY

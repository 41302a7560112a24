#!/bin/bash
# essentials-openapi 1.4.0: the descriptions of the answers are not on the docs page.
# Expected by OpenAPI 3.0: a response has one required field, its description, which may be rich text. It is where a document says what a
# status means for it.
# Seen: an answer is a tab with its status and the standard phrase, such as "409 Conflict", and nothing in it without content.
# Cost: the reader does not learn which conflict it is, or what to do.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check essentials-openapi[full]==1.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapidocs.mk.v3 import OpenAPIV3DocumentationHandler

responses = {
    "202": {"description": "It was queued."},
    "409": {"description": "Another job has this key."},
    "default": {"description": "Something else."},
}
document = {
    "openapi": "3.0.3",
    "info": {"title": "Jobs", "version": "1"},
    "paths": {"/jobs": {"post": {"responses": responses}}},
}
page = OpenAPIV3DocumentationHandler(document, style="MKDOCS").write()
print(page)
assert "409 Conflict" in page and "202 Accepted" in page
assert not any(r["description"] in page for r in responses.values())
PY

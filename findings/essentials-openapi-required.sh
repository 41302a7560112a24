#!/bin/bash
# essentials-openapi 1.4.0: the tables of a docs page do not tell which parameters and fields are required.
# Expected by OpenAPI 3.0: a parameter is optional unless it says "required: true", and a field unless the list of its schema names it. A
# table with default and "Nullable" for each has room for it.
# Seen: two documents that differ only in what is required, of the query and of a schema, give the same page. (Only where an operation
# shows its body's schema as JSON can its list be seen.)
# Cost: a reader leaves out what the server refuses to be without.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check essentials-openapi[full]==1.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapidocs.mk.v3 import OpenAPIV3DocumentationHandler


def page(required):
    voice = {"name": "voice", "in": "query", "required": required, "schema": {"type": "string"}}
    job = {"type": "object", "properties": {"text": {"type": "string"}}}
    if required:
        job["required"] = ["text"]
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Jobs", "version": "1"},
        "paths": {"/jobs": {"get": {"parameters": [voice], "responses": {"200": {"description": "jobs"}}}}},
        "components": {"schemas": {"Job": job}},
    }
    return OpenAPIV3DocumentationHandler(document, style="MKDOCS").write()


with_, without = page(True), page(False)
print(with_)
assert "voice" in with_ and "Nullable" in with_ and "text" in with_
assert with_ == without
PY

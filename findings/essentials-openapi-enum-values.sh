#!/bin/bash
# essentials-openapi 1.4.0: the values of an enum are nowhere in the docs page of its schema.
# Expected by the name of the section: "Schemas" describes what an API takes and gives. The values of an enum are its whole content.
# Seen: the section of the schema says only that it is a string, and so does the table of the object that uses it. No value is on the
# page; they appear only where a body of an operation shows its own schema as JSON.
# Cost: the reader cannot know which format a job may ask for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check essentials-openapi[full]==1.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapidocs.mk.v3 import OpenAPIV3DocumentationHandler

FORMAT = {"type": "string", "enum": ["wavpack", "musepack"]}
document = {
    "openapi": "3.0.3",
    "info": {"title": "Jobs", "version": "1"},
    "paths": {"/jobs": {"get": {"responses": {"200": {"description": "jobs"}}}}},
    "components": {
        "schemas": {
            "Format": FORMAT,
            "Job": {"type": "object", "properties": {"format": {"$ref": "#/components/schemas/Format"}, "old": FORMAT}},
        }
    },
}
page = OpenAPIV3DocumentationHandler(document, style="MKDOCS").write()
print(page[page.index("## Schemas"):])
assert "### Format" in page and "### Job" in page
assert "wavpack" not in page and "musepack" not in page
PY

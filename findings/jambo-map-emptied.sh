#!/bin/bash
# jambo 0.2.0.post1: the entries of a map are dropped when a value is read.
# Expected by JSON Schema 2020-12, core section 10.3.2.3: additionalProperties describes the fields that properties does not name; so
# {"type": "object", "additionalProperties": {"type": "string"}} is a map of texts.
# Seen: it becomes a model without fields, which ignores what it does not know: {"language": "de"} is read as {}, without an error, and
# numbers are taken as well as texts.
# Cost: metadata, labels or options of a job are lost on the way through the model.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jambo==0.2.0.post1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from jambo import SchemaConverter

SCHEMA = {
    "title": "Job",
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "metadata": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "required": ["id", "metadata"],
}
Job = SchemaConverter.build(SCHEMA)
right = Job.model_validate({"id": "1", "metadata": {"language": "de"}}).model_dump()
wrong = Job.model_validate({"id": "1", "metadata": {"language": 7}}).model_dump()
print(right, wrong)
assert right == wrong == {"id": "1", "metadata": {}}
PY

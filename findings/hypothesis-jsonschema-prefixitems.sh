#!/bin/bash
# hypothesis-jsonschema 0.23.1: prefixItems is ignored without a word; what is generated breaks the schema.
# Expected: JSON Schema 2020-12 (the dialect of OpenAPI 3.1), core section 10.3.1.1: the first item must fit the first
# subschema; items (10.3.1.2) counts for the rest. Or an error, as the package knows the drafts 4 to 7.
# Seen: for [string, then integers], lists such as [0, 0] come out, though "$schema" names 2020-12; the package's own
# check against the schema does not filter them.
# Cost: a test's "valid" data is not valid: a strict model that is right is reported as wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check hypothesis-jsonschema==0.23.1 hypothesis==6.170.17 jsonschema==4.26.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis_jsonschema import from_schema

schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "array", "minItems": 2,
          "prefixItems": [{"type": "string"}], "items": {"type": "integer"}}
validator, invalid = jsonschema.Draft202012Validator(schema), []
assert validator.is_valid(["a", 1])

@settings(max_examples=50, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(from_schema(schema))
def each(value):
    if not validator.is_valid(value):
        invalid.append(value)

each()
print(f"{len(invalid)} of 50 are invalid, such as {invalid[0]}")
assert len(invalid) > 25 and isinstance(invalid[0][0], int)
PY

#!/bin/bash
# hypothesis-jsonschema 0.23.1 with hypothesis 6.170.17, the latest of both: no object can be generated.
# Expected: from_schema() draws objects for the schema of an API's answer. The package requires hypothesis>=6.84.3, so
# this pair is what a fresh installation gives.
# Seen: AttributeError, "'many' object has no attribute 'more'", as soon as an object with optional fields is drawn:
# the package uses a private class of hypothesis that has changed.
# Cost: property tests of API models stop with an error inside of other people's code.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check hypothesis-jsonschema==0.23.1 hypothesis==6.170.17 jsonschema==4.26.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from hypothesis import HealthCheck, given, settings
from hypothesis_jsonschema import from_schema

def draw(schema):
    drawn = []
    @settings(max_examples=30, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(from_schema(schema))
    def each(value):
        drawn.append(value)
    each()
    return drawn

print("strings:", len(draw({"type": "string"})))
try:
    draw({"type": "object", "properties": {"status": {"type": "string"}}})
except Exception as error:
    print(f"objects: {type(error).__name__}: {error}")
    assert type(error) is AttributeError and "more" in str(error)
else:
    raise SystemExit("objects can be drawn now")
PY

#!/bin/bash
# fences 1.4.0: a list that is longer than maxItems comes as a valid sample, if maxItems is 0.
# Expected by its README: valid samples fulfil the schema, and cover its boundaries. JSON Schema 2020-12, validation section 6.4.1: with
# maxItems 0 only the empty list is valid.
# Seen: [""] is called valid. With maxItems of 1 no list of two is. A map with minProperties gets {} as a valid sample in the same way.
# Cost: tests that feed the samples to a server report an error where there is none.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check fences==1.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from fences import parse_json_schema


def longest_valid(most):
    graph = parse_json_schema({"type": "array", "items": {"type": "string"}, "maxItems": most})
    samples = [(graph.execute(entry.path), entry.is_valid) for entry in graph.generate_paths()]
    return max(len(value) for value, valid in samples if valid and isinstance(value, list))


graph = parse_json_schema({"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2})
maps = [value for value, valid in ((graph.execute(entry.path), entry.is_valid) for entry in graph.generate_paths()) if valid]
seen = {most: longest_valid(most) for most in (0, 1, 2)}
print(seen, maps)
assert seen[0] == 1 and seen[1] == 1 and seen[2] <= 2
assert {} in maps
PY

#!/bin/bash
# jsonmerge 1.9.2: with the strategy "discard" a null of the base is dropped instead of kept.
# Expected by its documentation: discard keeps the base, even if the head has another value. JSON's null is a value.
# Seen: 0, "" and false are kept; null is taken for "not there", so the field is missing in the result.
# Cost: a field that says "none" on purpose, such as the voice of a silent scene, is gone, and the server's default comes instead.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jsonmerge==1.9.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from jsonmerge import Merger

merger = Merger({"properties": {"voice": {"mergeStrategy": "discard"}}})
seen = [merger.merge({"voice": base}, {"voice": "anna"}) for base in ("ben", "", 0, False, None)]
print(seen)
assert seen == [{"voice": "ben"}, {"voice": ""}, {"voice": 0}, {"voice": False}, {}]
PY

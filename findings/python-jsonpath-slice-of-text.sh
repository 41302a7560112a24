#!/bin/bash
# python-jsonpath 2.2.2: a slice selects letters of a text, in its strict mode too.
# Expected by RFC 9535, section 2.3.4.2.2: a slice selects nothing from a value that is not an array, as an index does.
# Seen: $.name[0:2] selects two letters as nodes of their own, and $..[0:1] the first letter of each text beside the first
# entry of each array. $.name[0] selects nothing.
# Cost: who removes or changes the first entry of each array meets nodes that are in no array.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check 'python-jsonpath[strict]==2.2.2' jsonpath-rfc9535==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import jsonpath_rfc9535
from jsonpath import JSONPathEnvironment

strict = JSONPathEnvironment(strict=True)
document = {"name": "song", "tracks": [1, 2]}
seen = {}
for query in ("$.name[0]", "$.name[0:2]", "$..[0:1]"):
    ours = [match.obj for match in strict.finditer(query, document)]
    seen[query] = (ours, jsonpath_rfc9535.find(query, document).values())
    print(query, "selects", ours, "| by the RFC", seen[query][1])
assert seen == {"$.name[0]": ([], []), "$.name[0:2]": (["s", "o"], []), "$..[0:1]": (["s", 1], [1])}
PY

#!/bin/bash
# python-jsonpath 2.2.2: in filters, true and false are compared with numbers, in its strict mode too.
# Expected by RFC 9535, section 2.3.5.2.2: `<` is true only for two numbers or two texts; all else gives false.
# Seen: [?@.open < 1] selects where open is false, and [?@.size > true] where size is 2. `==` tells the two apart.
# Cost: a filter by a number also changes parts that have no number there.
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
document = [{"open": False}, {"size": 2}]
seen = {}
for query in ("$[?@.open == 0]", "$[?@.open < 1]", "$[?@.size > true]"):
    theirs = [match.obj for match in strict.finditer(query, document)]
    seen[query] = (theirs, jsonpath_rfc9535.find(query, document).values())
    print(query, "selects", theirs, "| by the RFC", seen[query][1])
assert seen["$[?@.open == 0]"] == ([], [])
assert seen["$[?@.open < 1]"] == ([{"open": False}], [])
assert seen["$[?@.size > true]"] == ([{"size": 2}], [])
PY

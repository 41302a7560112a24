#!/bin/bash
# python-jsonpath 2.2.2: a slice without a start is refused after another selector, unless a blank stands before it.
# Expected by RFC 9535, section 2.3.4.1: the start of a slice may be left out, and blanks make no difference.
# Seen: $[0,:2] raises JSONPathSyntaxError; $[0, :2], $[:2,0] and $[0,0:2] are read.
# Cost: a valid query is refused, with a message about a colon that is there.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check 'python-jsonpath[strict]==2.2.2'
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from jsonpath import JSONPathEnvironment, JSONPathSyntaxError

strict = JSONPathEnvironment(strict=True)
seen = {}
for query in ("$[0,:2]", "$[0, :2]", "$[:2,0]", "$[0,0:2]"):
    try:
        seen[query] = [match.obj for match in strict.finditer(query, [7, 8, 9])]
    except JSONPathSyntaxError as error:
        seen[query] = error.args[0]
    print(query, "gives", seen[query])
assert seen == {
    "$[0,:2]": "expected 'TOKEN_COLON', found 'TOKEN_COMMA'",
    "$[0, :2]": [7, 7, 8],
    "$[:2,0]": [7, 8, 7],
    "$[0,0:2]": [7, 7, 8],
}
PY

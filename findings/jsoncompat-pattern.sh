#!/bin/bash
# jsoncompat 0.3.1: a pattern that is added to a text, or taken away, is a compatible change in both directions.
# Expected by JSON Schema 2020-12, validation section 6.3.3: a text is valid if the pattern matches. With a new pattern, data that was
# valid is refused, as with a new minLength, which the package finds; it raises ValueError for what it does not support.
# Seen: True for each role, where minLength gives False. No error tells that patterns are not compared.
# Cost: a check in front of a release lets through that ids of jobs are refused from now on.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jsoncompat==0.3.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json

from jsoncompat import check_compat


def compatible(old, new):
    texts = [json.dumps({"type": "string", **extra}) for extra in (old, new)]
    return [check_compat(*texts, role) for role in ("serializer", "deserializer", "both")]


seen = {}
for name, keyword in (("minLength", {"minLength": 3}), ("pattern", {"pattern": "^job-"})):
    seen[name] = (compatible({}, keyword), compatible(keyword, {}))
    print(name, "added:", seen[name][0], "| removed:", seen[name][1])
assert seen["minLength"] == ([True, False, False], [False, True, False])
assert seen["pattern"] == ([True, True, True], [True, True, True])
PY

#!/bin/bash
# jsonschema-rs 0.60.3: a schema whose pattern refers back to a named group is refused as no regular expression.
# Expected by JSON Schema 2020-12, section 6.4: patterns are regular expressions of ECMA-262, which has `(?<name>…)` and
# `\k<name>` since its edition of 2018.
# Seen: a named group is read, and `\1` is; with `\k<name>` no validator is made for the whole schema.
# Cost: one pattern that a browser reads keeps all other rules of a document from being checked.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jsonschema-rs==0.60.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import jsonschema_rs

seen = {}
for pattern in ("^(?<mark>['\"]).*['\"]$", "^(['\"]).*\\1$", "^(?<mark>['\"]).*\\k<mark>$"):
    try:
        seen[pattern] = jsonschema_rs.Draft202012Validator({"pattern": pattern}).is_valid('"a"')
    except jsonschema_rs.ValidationError as error:
        seen[pattern] = error.message
    print(pattern, "gives", seen[pattern])
named, numbered, both = seen.values()
assert named is True and numbered is True and str(both).endswith('is not a "regex"')
PY

#!/bin/bash
# patchdiff 1.0.0: a patch that replaces a whole document points to the field with an empty name.
# Expected by RFC 6901, section 5: "" points to the whole document, and "/" to the member of an object whose name is empty. Its
# documentation: applying the operations to the input gives the output.
# Seen: of a list that becomes an object the patch has the path "/", also in the JSON for others; its own apply() raises AttributeError of
# a None.
# Cost: an answer that changes from a list to an object stops the program, and a receiver of the patch adds a field without a name.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check patchdiff==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import patchdiff

before, after = [1], {"jobs": [1]}
operations, _ = patchdiff.diff(before, after)
text = patchdiff.to_json(operations)
try:
    result = patchdiff.apply(before, operations)
except AttributeError as error:
    result = str(error)
print(text, result)
assert '"path": "/"' in text and result == "'NoneType' object has no attribute 'remove'"
PY

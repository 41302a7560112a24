#!/bin/bash
# jstyleson 0.0.2: a comment on the last line is an error, if no line end follows it.
# Expected by its README: JSON with comments as in JavaScript, where // goes to the end of the line or of the file.
# Seen: a comment is taken away when its line end is met. At the end of the file it stays, and json raises "Extra data".
# Cost: a settings file whose editor writes no last line end cannot be read.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jstyleson==0.0.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json

import jstyleson

assert jstyleson.loads('{"a": 1} // one\n') == {"a": 1}
try:
    jstyleson.loads('{"a": 1} // one')
except json.JSONDecodeError as error:
    print(error)
else:
    raise SystemExit("it is read now")
PY

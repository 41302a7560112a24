#!/bin/bash
# numwords 2.0.0: minus a half is spoken as a half.
# Expected by its own words for -1.5, "Minus One Point Five": the sign is a part of the number.
# Seen: -0.5 becomes "Point Five", just as 0.5: the sign is taken from the whole part, which is 0.
# Cost: temperatures and changes just below zero are announced as those above.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check numwords==2.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from numwords import NumWords

seen = [NumWords.convert(value) for value in (-1.5, -0.5, 0.5)]
print(seen)
assert seen == ["Minus One Point Five", "Point Five", "Point Five"]
PY

#!/bin/bash
# numwords 2.0.0: zero is an empty text.
# Expected by its README: numbers are converted to words; 0 is "Zero".
# Seen: 0 and "0" become "", and 0.5 "Point Five".
# Cost: speech for a score of 3 to 0 says "three to", and a price of 0 is silent.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check numwords==2.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from numwords import NumWords

seen = [NumWords.convert(value) for value in (0, "0", 0.5, 10)]
print(seen)
assert seen == ["", "", "Point Five", "Ten"]
PY

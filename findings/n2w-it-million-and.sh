#!/bin/bash
# n2w-it 1.0.1: in Italian a million is "un milione e", a million and.
# Expected by Italian: "un milione"; "e" stands only where something follows, as in "un milione e uno".
# Seen: each full million and milliard ends with "e": 2000000 is "due milioni e".
# Cost: a voice sounds as if it broke off in the middle of the amount.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check n2w-it==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from n2w_it.n2w_it import N2W_IT

seen = [N2W_IT().int_to_cardinal(number) for number in (1000001, 1000000, 2000000)]
print(seen)
assert seen == ["un milione e uno", "un milione e", "due milioni e"]
PY

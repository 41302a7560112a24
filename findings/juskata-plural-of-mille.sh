#!/bin/bash
# juskata 0.1.0: in French two thousand is written "deux-milles".
# Expected by French grammar (and the Académie française): mille never has an s; two thousand is deux mille, or deux-mille since 1990.
# Seen: 2000 is "deux-milles", 100000 "cent-milles"; 1000 is right.
# Cost: the s is heard as a z before a vowel (deux mille euros), and the text is wrong on cheques and captions.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check juskata==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from juskata import Num2Words

seen = [Num2Words().convert_num(number) for number in (1000, 2000, 100000)]
print(seen)
assert seen == ["mille", "deux-milles", "cent-milles"]
PY

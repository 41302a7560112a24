#!/bin/bash
# nb2l 1.2: in French 200,000 is written "deux cents mille".
# Expected by French grammar: cent and vingt have no s before mille, which is a numeral itself: deux cent mille, quatre-vingt mille.
# Before millions, a noun, they have it.
# Seen: 200000 is "deux cents mille", and 80000 "quatre-vingts mille"; 201 and 200000000 are right.
# Cost: cheques and captions have a mistake, and a voice says a z before the next word.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check nb2l==1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from nb2l import nb2l

seen = [nb2l(number) for number in (201, 200000, 80000, 200000000)]
print(seen)
assert seen == ["deux cent un", "deux cents mille", "quatre-vingts mille", "deux cents millions"]
PY

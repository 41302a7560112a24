#!/bin/bash
# sjkabc 1.4.3: the bars of a first ending that is written [1 are missing from the expanded tune.
# Expected by the ABC standard 2.1, section 4.9: variant endings are written [1 and [2, or |1 and |2 where they meet a bar line. Its
# documentation: repeats with two endings are expanded.
# Seen: "[" begins a chord for it, so all up to the next "]" is dropped: "|:abc|[1 def:|[2 gab|]" gives "abc", and with |1 and |2 it gives
# all four bars.
# Cost: a search for a melody does not find tunes in which it is.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sjkabc==1.4.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from sjkabc.sjkabc import expand_abc

brackets, bars = expand_abc("|:abc|[1 def:|[2 gab|]"), expand_abc("|:abc|1 def:|2 gab|]")
print(brackets, bars)
assert bars == "abcdefabcgab"
assert brackets == "abc"
PY

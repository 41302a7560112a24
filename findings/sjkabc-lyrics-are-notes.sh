#!/bin/bash
# sjkabc 1.4.3: the letters of the lyrics are notes of the expanded tune.
# Expected by the ABC standard 2.1, section 5.1: a line that begins with "w:" holds the words under the notes. Its documentation:
# expanded_abc is the tune without all that is no note.
# Seen: of the words "la la" the letters are kept, and so is the "w" itself: "gabwlala".
# Cost: tunes are compared and searched by their words, of which a, b, c, d, e, f and g are notes for it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sjkabc==1.4.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import sjkabc

tune = next(sjkabc.Parser("X:1\nT:One\nK:G\nGAB|\nw:la la\n"))
print(tune.expanded_abc)
assert tune.expanded_abc == "gabwlala"
PY

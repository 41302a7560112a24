#!/bin/bash
# cyrtranslit 1.2.0: in Serbian capitals LJ, NJ and DŽ become two Cyrillic letters instead of one.
# Expected by Serbian spelling: lj, nj and dž are the letters љ, њ and џ. In a word in capitals they are LJ, NJ and DŽ.
# Seen: only a small second letter is looked for. LJUBLJANA becomes ЛЈУБЛЈАНА, and Ljubljana the right Љубљана.
# Cost: headings and captions in capitals are misspelt, and a Cyrillic voice reads them wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cyrtranslit==1.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import cyrtranslit

small, capital = cyrtranslit.to_cyrillic("Ljubljana"), cyrtranslit.to_cyrillic("LJUBLJANA NJUJORK DŽEZ")
print(small, capital)
assert small == "Љубљана"
assert capital == "ЛЈУБЛЈАНА НЈУЈОРК ДЖЕЗ"
PY

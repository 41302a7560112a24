#!/bin/bash
# epitran 1.35.3: in Portuguese "filho" (son) and "filo" sound alike, and so do "vinho" (wine) and "vino".
# Expected by the orthography: lh is ʎ and nh is ɲ, one sound each. por-Latn is in its list of languages.
# Seen: the h is dropped as in "hora", and l and n are left: "filho" is "filo", "vinho" "vino", "manhã" "mɐnɐ̃". ch is k, as in Italian.
# Cost: some of the commonest words of the language are wrong in a lexicon that is made by it, and rhymes and distances with them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check epitran==1.35.3 panphon==0.20.0 setuptools==80.9.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from epitran import Epitran

portuguese = Epitran("por-Latn")
seen = {word: portuguese.transliterate(word) for word in ("filho", "filo", "vinho", "vino", "chico", "hora")}
print(seen)
assert seen["filho"] == seen["filo"] == "filo" and seen["vinho"] == seen["vino"] == "vino"
assert seen["chico"] == "kiko"
assert Epitran("spa-Latn").transliterate("llave").startswith("ʝ")
PY

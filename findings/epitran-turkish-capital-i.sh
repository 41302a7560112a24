#!/bin/bash
# epitran 1.35.3: a Turkish word that begins with a capital I has another vowel than in small letters.
# Expected by the alphabet: I is the capital of ı (ɯ), and İ that of i. tur-Latn is in its list of languages.
# Seen: capitals are made small as in English: "Irmak" (river) is "iɾmak" and "ırmak" is "ɯɾmak"; "İzmir" has a loose dot in its IPA,
# "i̇zmiɾ", so it is not equal to that of "izmir".
# Cost: names, titles and the first word of a sentence are pronounced wrongly, and no two spellings of a name match.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check epitran==1.35.3 panphon==0.20.0 setuptools==80.9.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from epitran import Epitran

turkish = Epitran("tur-Latn")
seen = {word: turkish.transliterate(word) for word in ("Irmak", "ırmak", "İzmir", "izmir")}
print(seen)
assert seen["Irmak"] == "iɾmak" and seen["ırmak"] == "ɯɾmak"
assert seen["izmir"] == "izmiɾ" and seen["İzmir"] == "i\u0307zmiɾ"
PY

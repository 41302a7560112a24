#!/bin/bash
# text2num 3.1.0: in Spanish 21,000 and 21 million become "veintiún 1000" and "veintiún 1000000".
# Expected by the Real Academia ("Diccionario panhispánico de dudas", cardinales): before mil and millones veintiuno is shortened to
# veintiún; the package reads "treinta y un mil" as 31000, and veintiuno as 21.
# Seen: alpha2digit("veintiún mil euros", "es") gives "veintiún 1000 euros", and text2num("veintiún mil", "es") raises ValueError. Only
# numbers with 21 before a thousand or a million are concerned.
# Cost: amounts in transcripts of Spanish calls become a word and another number, of which a search or a sum takes the 1000.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check text2num==3.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from text_to_num import alpha2digit, text2num

found = [alpha2digit(text, "es") for text in ("veintiún mil euros", "veintiún millones", "treinta y un mil euros")]
print(found)
assert found == ["veintiún 1000 euros", "veintiún 1000000", "31000 euros"]
try:
    text2num("veintiún mil", "es")
except ValueError as error:
    print("ValueError", error)
else:
    raise SystemExit("can be read now")
PY

#!/bin/bash
# num2words 0.5.14: in German and Dutch, the year 44 BC is spoken as minus 156.
# Expected by its README: to="year" is one of the ways to convert a number. In English the year -44 is "forty-four BC", in French "moins
# quarante-quatre".
# Seen: the year is divided into hundreds and the rest, rounding down, so -44 becomes -1 hundred and 56:
# "minuseinshundertsechsundfünfzig". -753 becomes minus 847.
# Cost: history that is read aloud has wrong dates, in a form that no listener can put right.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check num2words==0.5.14
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from num2words import num2words

seen = [num2words(year, lang=language, to="year") for language in ("de", "nl") for year in (-44, -753)]
print(seen)
assert seen[0] == "minuseinshundertsechsundfünfzig"
assert num2words(47, lang="de") in seen[1] and num2words(53, lang="de") not in seen[1]
assert seen[2] == "min één honderd zesenvijftig"
assert num2words(47, lang="nl") in seen[3] and num2words(53, lang="nl") not in seen[3]
assert num2words(-44, to="year") == "forty-four BC"
PY

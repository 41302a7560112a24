#!/bin/bash
# num2words 0.5.14: in Vietnamese, minus three is spoken as seventeen.
# Expected by its README: vi is one of the languages for which numbers are converted to words. "âm ba" is minus three.
# Seen: numbers from -1 to -19 are looked up from the end of a list of twenty words, so -3 is "mười bảy" (17) and -17 is "ba" (3).
# English, and most other languages, say minus.
# Cost: a weather report has 17 degrees when it freezes; no error, and the sentence is a good one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check num2words==0.5.14
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from num2words import num2words

words = {number: num2words(number, lang="vi") for number in (-3, -17, 17, 3)}
print(words)
assert words[-3] == words[17] == "mười bảy" and words[-17] == words[3] == "ba"
assert num2words(-3) == "minus three"
PY

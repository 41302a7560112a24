#!/bin/bash
# num2words 0.5.14: in Bengali and Persian 1.05 is spoken as 1.5.
# Expected by its README: numbers are converted to words in these languages too. In English, and most others, it is "one point zero
# five".
# Seen: the part after the point is read as a whole number, so its zeros at the beginning are gone: 1.05 and 1.5 are the same words, and
# so are 20.05 and 20.5. In Persian both are even "one and a half".
# Cost: prices, versions and measures are ten times off in the ear of the listener, in languages that few developers can check.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check num2words==0.5.14
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from num2words import num2words

for language in ("bn", "fa"):
    words = [num2words(number, lang=language) for number in (1.05, 1.5, 20.05, 20.5)]
    print(language, words)
    assert words[0] == words[1] and words[2] == words[3]
assert num2words(1.05) == "one point zero five" and num2words(1.5) == "one point five"
assert num2words(1.05, lang="ru") != num2words(1.5, lang="ru")
PY

#!/bin/bash
# num2words 0.5.14: a number between -1 and 0 loses its minus.
# Expected by its README: numbers are converted to words, and -1.5 is "minus one point five".
# Seen: -0.5 is "zero point five" in English, and so in German, French, Spanish, Dutch, Portuguese and Swedish: the whole part is -0,
# which is no longer negative. Italian keeps the minus.
# Cost: a voice that reads temperatures, prices or losses aloud tells a fall of half a percent as a rise.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check num2words==0.5.14
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from num2words import num2words

LANGUAGES = ("en", "de", "fr", "es", "nl", "pt", "sv")
for language in LANGUAGES:
    below, above, further = (num2words(number, lang=language) for number in (-0.5, 0.5, -1.5))
    print(language, "|", below, "|", further)
    assert below == above and further != num2words(1.5, lang=language)
assert num2words(-0.5) == "zero point five" and num2words(-1.5) == "minus one point five"
assert num2words(-0.5, lang="it") == "meno zero virgola cinque"
PY

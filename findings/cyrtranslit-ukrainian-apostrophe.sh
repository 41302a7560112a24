#!/bin/bash
# cyrtranslit 1.2.0: the apostrophe of Ukrainian words becomes a soft sign.
# Expected by Ukrainian spelling: the apostrophe is a letter sign of its own, which keeps a consonant hard: м'ята (mint), п'ять (five). It
# is the same in both scripts.
# Seen: the soft sign is written as an apostrophe, and each apostrophe is read as a soft sign: м'ята becomes "m'jata", and that becomes
# мьята.
# Cost: some of the most frequent words, such as the numbers five and nine, come back misspelt.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cyrtranslit==1.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import cyrtranslit

for word, expected in (("м'ята", "мьята"), ("п'ять", "пьять"), ("дев'ять", "девьять"), ("день", "день")):
    latin = cyrtranslit.to_latin(word, "ua")
    back = cyrtranslit.to_cyrillic(latin, "ua")
    print(word, latin, back)
    assert back == expected
PY

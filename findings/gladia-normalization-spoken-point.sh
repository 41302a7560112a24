#!/bin/bash
# gladia-normalization 0.3.1: in English "one point zero five" becomes 105, and "1.05" becomes "1 point 05".
# Expected by its README: texts that say the same are brought into the same form, so that their word error rate is 0. In German, French
# and Spanish both ways to say it are the same.
# Seen: the words lose the point: "one point zero five percent" is "105 percent", "1.05 percent" is "1 point 05 percent". "$3.5 million"
# is "3 point 5 dollars 1000000", an amount nobody said.
# Cost: a model that writes what was said, in digits or in words, is counted wrong, and 105 is counted right for 1.05.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check gladia-normalization==0.3.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from normalization import load_pipeline

def normalize(text, language):
    return load_pipeline("gladia-3", language=language).normalize(text)

english = [normalize(text, "en") for text in ("one point zero five percent", "1.05 percent", "It cost $3.5 million")]
german = [normalize(text, "de") for text in ("eins komma null fünf Prozent", "1,05 Prozent")]
print(english, german)
assert english == ["105 percent", "1 point 05 percent", "it cost 3 point 5 dollars 1000000"]
assert german == ["1 komma 05 prozent", "1 komma 05 prozent"]
PY

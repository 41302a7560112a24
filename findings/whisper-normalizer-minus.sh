#!/bin/bash
# whisper_normalizer 0.1.15: the minus of a number is dropped where it is written as a sign, and kept where it is a word.
# Expected by its README, which has it for word error rates: texts that say the same become the same text. It makes "minus five" the
# number -5.
# Seen: "It is -5 degrees" becomes "it is 5 degrees", the same as without the minus, while "It is minus five degrees" becomes "it is -5
# degrees". Before the numbers are looked at, the sign is removed as punctuation.
# Cost: a model that hears the minus, and writes it as the reference does not, is counted as wrong; one that loses it counts as right.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check whisper_normalizer==0.1.15
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from whisper_normalizer.english import EnglishTextNormalizer

normalize = EnglishTextNormalizer()
found = [normalize(f"It is {number} degrees.") for number in ("-5", "5", "minus five")]
print(found)
assert found == ["it is 5 degrees", "it is 5 degrees", "it is -5 degrees"]
PY

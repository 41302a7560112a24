#!/bin/bash
# num-word-converter 1.0.8: 1,000,001 is "one million one thousand".
# Expected by its README: numbers are converted to words and back. Its word_to_num() reads "one million one" as 1000001.
# Seen: where the thousands are all zero the scale of the thousands is given to the rest: 1000001 and 1001000 have the same words, and
# 2000005 is "two million five thousand".
# Cost: amounts are announced as up to a thousand times too much in their last part.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check num-word-converter==1.0.8
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from num_word_converter import num_to_word, word_to_num

seen = [num_to_word(number) for number in (1001000, 1000001, 2000005)]
print(seen, word_to_num("one million one"))
assert seen == ["one million one thousand", "one million one thousand", "two million five thousand"]
assert word_to_num("one million one") == 1000001
PY

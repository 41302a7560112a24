#!/bin/bash
# word2number 1.1: "minus five" is 5.
# Expected by the words: -5. A word that it cannot convert is an error otherwise ("No valid number words found").
# Seen: words that it does not know are left out where others are numbers, and "minus" and "negative" are among them: "minus two point
# five" is 2.5, "negative three" 3.
# Cost: temperatures, debts and corrections that are said to an assistant change their sign.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check word2number==1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from word2number import w2n

phrases = ["minus five", "negative three", "minus two point five"]
seen = [w2n.word_to_num(phrase) for phrase in phrases]
print(dict(zip(phrases, seen)))
assert seen == [5, 3, 2.5]
PY

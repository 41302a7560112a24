#!/bin/bash
# sentence-diff 0.1: 25 and "twenty-five" count as different words, though 20 and "twenty" are the same.
# Expected by its own step: numbers in digits are spelled out before the sentences are compared, so that either way of writing is right.
# Seen: the hyphen of a spoken number is taken out with the punctuation, and put in again where digits are spelled out: "twentyfive"
# against "twenty-five". 100 becomes one word with a space in it, "one hundred", against two words.
# Cost: a recogniser that writes digits gets an error, or two, for nearly each number above twenty.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sentence_diff==0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from sentence_diff.sentencediff import SentenceDiff

pairs = [("20", "twenty"), ("25", "twenty-five"), ("25", "twenty five"), ("100", "one hundred")]
rates = [float(SentenceDiff(f"{digits} dogs", f"{words} dogs").wer()) for digits, words in pairs]
print(rates)
assert rates == [0, 1 / 2, 2 / 3, 2 / 3]
PY

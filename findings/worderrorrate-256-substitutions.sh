#!/bin/bash
# worderrorrate 0.1.2: 256 wrong words of 256 are an error rate of 0.
# Expected by its README and by the definition of the word error rate: substitutions, insertions and deletions are counted and divided by
# the words of the reference.
# Seen: substitutions are counted in a number of 8 bits, which starts again after 255. 255 wrong words of 255 have a rate of 1.0, 256 of
# 256 one of 0.0. With numpy 2 the sum is of 8 bits too: 300 words that are left out beside one right one raise OverflowError.
# Cost: long recordings look good, just because more than 255 words are wrong, and the worst model may win.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check worderrorrate==0.1.2 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import warnings

from worderrorrate import WER

warnings.simplefilter("ignore")  # numpy warns of the overflow
rates = [WER(["yes"] * words, ["no"] * words).wer() for words in (255, 256, 300)]
print(rates)
assert rates == [1.0, 0.0, 44 / 300]
try:
    left_out = WER(["yes"] * 301, ["yes"]).wer()
except OverflowError as error:
    left_out = str(error)
print(left_out)
assert left_out == "Python integer 300 out of bounds for uint8"
PY

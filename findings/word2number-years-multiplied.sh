#!/bin/bash
# word2number 1.1: "nineteen eighty four" is 1524.
# Expected by its README: it converts words of numbers to the numbers. The year is 1984; where that is not known, an error would be right,
# as for words that are no numbers.
# Seen: two words in a row are multiplied and the third is added: 19 x 80 + 4. "twenty twenty six" is 406, "nineteen ninety nine" 1719,
# "eighteen twelve" 30.
# Cost: years in transcripts become other numbers of four digits, which look like years.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check word2number==1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from word2number import w2n

years = ["nineteen eighty four", "nineteen ninety nine", "twenty twenty six", "eighteen twelve"]
seen = [w2n.word_to_num(year) for year in years]
print(dict(zip(years, seen)))
assert seen == [1524, 1719, 406, 30]
assert w2n.word_to_num("two thousand twenty six") == 2026
PY

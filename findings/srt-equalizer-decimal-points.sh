#!/bin/bash
# srt_equalizer 0.1.13: splitting by punctuation puts a space into numbers and addresses.
# Expected by its README: a long caption is split into shorter ones, of the same words. A point or a comma between two digits is no
# punctuation.
# Seen: "3.5 million" becomes "3. 5 million", "10,000" "10, 000", and "example.com" "example. com", also where nothing is split there.
# Cost: captions show other numbers than were spoken, and a voice that reads them says "three" and "five".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check srt_equalizer==0.1.13 srt==3.5.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from srt_equalizer.srt_equalizer import split_by_punctuation, split_greedy

TEXT = "He paid 3.5 million, or 10,000 a month. See example.com now!"
greedy, punctuation = split_greedy(TEXT, 30), split_by_punctuation(TEXT, 30)
print(greedy, punctuation, sep="\n")
assert " ".join(greedy) == TEXT
joined = " ".join(punctuation)
assert "3. 5 million" in joined and "10, 000" in joined and "example. com" in joined
PY

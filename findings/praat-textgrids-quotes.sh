#!/bin/bash
# praat-textgrids 1.4.0: quotation marks in a label are doubled when it is read, and lost at its ends.
# Expected by Praat's manual, "TextGrid file formats": a quotation mark in a text is written twice, and stands for one.
# Seen: the doubled marks are not joined, and all marks at both ends of the line are stripped, the one of the text as well: he said
# "yes" is read as he said ""yes. What is written is not escaped, so it cannot be read rightly either.
# Cost: transcripts of dialogues change with each script that opens and saves them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check praat-textgrids==1.4.0 tgt==1.5 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import textgrids
import tgt

LABELS = ['he said "yes"', '"no" was meant', "nothing"]
grid = tgt.core.TextGrid()
words = tgt.core.IntervalTier(0, len(LABELS), "words")
for start, label in enumerate(LABELS):
    words.add_interval(tgt.core.Interval(start, start + 1, label))
grid.add_tier(words)
tgt.io.write_to_file(grid, "words.TextGrid", format="long")
assert [interval.text for interval in tgt.io.read_textgrid("words.TextGrid").tiers[0]] == LABELS
read = [str(interval.text) for interval in textgrids.TextGrid("words.TextGrid")["words"]]
print(LABELS, "->", read)
assert read == ['he said ""yes', 'no"" was meant', "nothing"]
PY

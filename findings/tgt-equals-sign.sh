#!/bin/bash
# tgt 1.5: a label of a TextGrid that has " = " in it loses its text, or the whole interval is dropped.
# Expected by Praat's manual, "TextGrid file formats": a text stands between quotation marks, and anything may be in it (a quotation
# mark is doubled). tgt escapes quotation marks when it writes, and writes the label below as it should.
# Seen: each line is split at " = ", and the second piece taken as the value, with its first and last character cut off. Of
# "let y = 6" the word "let" is left; of "x = 5" nothing, and an interval without text is left out.
# Cost: sentences of lectures about mathematics or programs, or labels such as "pitch = 120",
# vanish between writing an alignment and reading it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check tgt==1.5 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import tgt

tier = tgt.core.IntervalTier(0, 3, "words")
for start, text in enumerate(["let y = 6", "x = 5", "so y > x"]):
    tier.add_interval(tgt.core.Interval(start, start + 1, text))
grid = tgt.core.TextGrid()
grid.add_tier(tier)
for format, texts in (("long", ["let", "so y > x"]), ("short", ["let y = 6", "x = 5", "so y > x"])):
    tgt.io.write_to_file(grid, "words.TextGrid", format=format)
    assert 'x = 5"' in open("words.TextGrid").read()
    read = [interval.text for interval in tgt.io.read_textgrid("words.TextGrid").tiers[0]]
    print(format, read)
    assert read == texts
PY

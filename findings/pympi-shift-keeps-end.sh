#!/bin/bash
# pympi-ling 1.71: shift_annotations() to the left leaves the end of an annotation that is cut at the beginning where it was.
# Expected by its documentation: all annotations are shifted in time; those at the beginning may be squashed or discarded. So a word of
# 100 to 1000 ms that is moved by -500 ms is one of 0 to 500 ms.
# Seen: its start becomes 0, and its end stays at 1000, while the next word moves from 1000 to 500. The two overlap by half a second,
# which ELAN does not allow within a tier.
# Cost: after the beginning of a recording is cut off, its first word lasts too long, and what converts the tier drops or refuses one of
# the two.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pympi-ling==1.71
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pympi import Eaf

speech = Eaf()
speech.add_tier("words")
for begin, end, text in [(100, 1000, "one"), (1000, 2000, "two"), (2000, 3000, "three")]:
    speech.add_annotation("words", begin, end, text)
squashed, removed = speech.shift_annotations(-500)
words = speech.get_annotation_data_for_tier("words")
print("squashed:", squashed, "removed:", removed)
print(words)
assert squashed == [("words", 100, 1000, "one")] and removed == []
assert words == [(0, 1000, "one"), (500, 1500, "two"), (1500, 2500, "three")]
PY

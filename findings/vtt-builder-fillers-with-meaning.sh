#!/bin/bash
# vtt-builder 0.6.0: remove_filler_words() makes "Turn at the bank." of "Turn right at the bank."
# Expected by its README: verbal fillers are removed, such as "um", and "like" and "you know" where they are ones.
# Seen: the words of the list are removed wherever they stand: "I like you." becomes "I you.", "Do you know her?" "Do her?", and "right"
# is one of them, though it is named only as an example for a list of one's own.
# Cost: captions that say something else than was said; the example of the README runs it on each transcript.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check vtt-builder==0.6.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from vtt_builder import remove_filler_words

said = ["Turn right at the bank.", "I like you.", "Do you know her?", "Um, yes."]
segments = [{"start": float(index), "end": index + 1.0, "text": text} for index, text in enumerate(said)]
seen = [segment["text"] for segment in remove_filler_words(segments)]
print(seen)
assert seen[:3] == ["Turn at the bank.", "I you.", "Do her?"]
PY

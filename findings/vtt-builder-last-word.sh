#!/bin/bash
# vtt-builder 0.6.0: words_to_segments() makes a caption of its own of the last word of each sentence.
# Expected by its README: words are grouped into sentences by punctuation and pauses: "Hello world." and "How are you?".
# Seen: the group is closed before the word that has the full stop, not after it: "Then he left the", "house.", "Nobody knew", "why."
# Cost: twice as many captions, every second one of a single word that flashes by.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check vtt-builder==0.6.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from vtt_builder import words_to_segments

words = "Then he left the house. Nobody knew why.".split()
timed = [{"word": word, "start": 0.3 * index, "end": 0.3 * index + 0.25} for index, word in enumerate(words)]
seen = [segment["text"] for segment in words_to_segments(timed)]
print(seen)
assert seen == ["Then he left the", "house.", "Nobody knew", "why."]
PY

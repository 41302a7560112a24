#!/bin/bash
# pylrctool 0.2.0: a line that is sung twice is missing from the SubRip file.
# Expected: [00:10.00][00:50.00]Chorus is read with both times; dump_to_srt() writes one cue at 10 s and one at 50 s.
# Seen: both cues are made from one object whose start is moved to 50 s and whose end stays at the next line (20 s). A cue that ends
# before it starts is left out when the file is written, so there is none.
# Cost: every chorus of a song that was written in the short form has no captions.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pylrctool==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pylrctool import LRCFile

song = LRCFile()
song.from_string("[00:01.00]Verse\n[00:10.00][00:50.00]Chorus\n[00:20.00]Verse two\n")
song.dump_to_srt("song.srt")
seen = open("song.srt").read()
print(seen)
assert "Verse two" in seen and "Chorus" not in seen and song[1].repeat_time.total_seconds() == 50
PY

#!/bin/bash
# ass-to-lrc 0.4.0: the second time of an LRC line is taken for text.
# Expected: LRC lets a repeated line stand once with all its times; the package itself writes such lines in its "compact" mode.
# Seen: its reader gives one line at 10 s with the text "[00:50.00]Chorus".
# Cost: a file that it wrote itself comes back as ASS with times in the text on the screen, and the second chorus is missing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ass-to-lrc==0.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pathlib import Path

from ass2lrc.lrc_parser import LRCParser

Path("song.lrc").write_text("[00:01.00]Verse\n[00:10.00][00:50.00]Chorus\n")
seen = [(line.start_time, line.text) for line in LRCParser(Path("song.lrc")).parse_lyrics()]
print(seen)
assert seen == [(1.0, "Verse"), (10.0, "[00:50.00]Chorus")]
PY

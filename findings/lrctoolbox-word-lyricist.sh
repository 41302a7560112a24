#!/bin/bash
# lrctoolbox 1.3.0: a line in which the word "lyricist" is sung is dropped.
# Expected: data about a song stands in tags such as [ar:Name]; a line with a time in front is sung text.
# Seen: "[00:14.00]I met a lyricist by the sea" is missing, and the lyricist of the song becomes "by the sea".
# Cost: the line is not sung and not shown, and a wrong name goes into the tags.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check lrctoolbox==1.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from lrctoolbox import SyncedLyrics

song = SyncedLyrics.load_from_lines(["[00:12.00]One", "[00:14.00]I met a lyricist by the sea", "[00:16.00]Three"])
print(song.lyrics, song.lyricist)
assert (song.lyrics, song.lyricist) == (["[00:12.00]One", "[00:16.00]Three"], "by the sea")
PY

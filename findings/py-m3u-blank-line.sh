#!/bin/bash
# py-m3u 0.0.1: a blank line is a song without a name, also one that it wrote itself.
# Expected: blank lines of a playlist mean nothing; what dumps() writes comes back from loads() as it was.
# Seen: a blank line comes back as AudioFileRef(''). dumps() puts such a line before each song that has no EXTINF, so two songs come
# back as four.
# Cost: a player or a converter stops at the empty name, or counts twice as many songs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check py-m3u==0.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from py_m3u import AudioFileRef, M3UParser

text = M3UParser.dumps(AudioFileRef("one.mp3"), AudioFileRef("two.mp3"))
seen = [song.source for song in M3UParser.loads(text)]
print(repr(text), seen)
assert seen == ["", "one.mp3", "", "two.mp3"]
PY

#!/bin/bash
# py-m3u 0.0.1: a length of -1 cannot be read.
# Expected: in extended M3U the length is -1 where it is not known, as for every live stream.
# Seen: the line is split at each "-" and each ",", the minus too: ValueError, too many values. With 0 in its place it is read. A name
# with a hyphen ("Jean-Luc - Song") fails in the same way.
# Cost: one radio station in a playlist makes the whole playlist unreadable.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check py-m3u==0.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from py_m3u import M3UParser


def read(length):
    try:
        return [type(entry).__name__ for entry in M3UParser.loads(f"#EXTM3U\n#EXTINF:{length},Radio - Live\nlive.mp3\n")]
    except ValueError as error:
        return str(error)


seen = read("0"), read("-1")
print(*seen, sep="\n")
assert seen == (["EXTM3U", "EXTINF", "AudioFileRef"], "too many values to unpack (expected 3)")
PY

#!/bin/bash
# m3u-parser 0.4.2: all lengths become -1.
# Expected: "#EXTINF:215" says that a song has 215 s; a playlist that is read and saved keeps this.
# Seen: the length is not read, and the saved file has "#EXTINF:-1" (unknown, a live stream) for every entry.
# Cost: a playlist of songs becomes one of streams: players show no length and offer no jump to a place in the song.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check m3u-parser==0.4.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from m3u_parser import M3uParser

with open("songs.m3u", "w") as file:
    file.write("#EXTM3U\n#EXTINF:215,One\nhttps://files.example/one.mp3\n")
playlist = M3uParser()
playlist.parse_m3u("songs.m3u", check_live=False)
playlist.to_file("saved.m3u")
seen = open("saved.m3u").read()
print(seen, playlist.get_list())
assert seen.splitlines() == ["#EXTM3U", "#EXTINF:-1,One", "https://files.example/one.mp3"]
assert "215" not in str(playlist.get_list())
PY

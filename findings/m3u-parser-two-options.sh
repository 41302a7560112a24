#!/bin/bash
# m3u-parser 0.4.2: an entry with two lines of options is left out.
# Expected: between #EXTINF and the address may stand any number of lines that begin with "#", such as #EXTGRP and #EXTVLCOPT.
# Seen: only the two lines after #EXTINF are looked at. With one option the entry is read, with two it is missing, without a message.
# Cost: exactly the streams that need options (a referrer and a user agent) are not in the list.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check m3u-parser==0.4.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from m3u_parser import M3uParser


def read(options):
    with open("songs.m3u", "w") as file:
        file.write("#EXTM3U\n#EXTINF:-1,One\n" + "#EXTVLCOPT:network-caching=1000\n" * options)
        file.write("https://files.example/one\n#EXTINF:-1,Two\nhttps://files.example/two\n")
    playlist = M3uParser()
    playlist.parse_m3u("songs.m3u", check_live=False)
    return sorted(entry["name"] for entry in playlist.get_list())


seen = [read(options) for options in (0, 1, 2)]
print(seen)
assert seen == [["One", "Two"], ["One", "Two"], ["Two"]]
PY

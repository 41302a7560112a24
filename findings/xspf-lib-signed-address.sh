#!/bin/bash
# xspf-lib 0.3.4: the address of a track is decoded when a playlist is read, and stays so when it is written.
# Expected by XSPF version 1, element location of a track: a URI, so it has no spaces, and RFC 3986 section 2.2: a percent-encoded
# reserved character is data, and decoding it makes another URI.
# Seen: "AC%2FDC%20live%3F.mp3?sig=a%2Bb%26c" becomes "AC/DC live?.mp3?sig=a+b&c", in the object and in the file. Addresses of links are
# kept as they are.
# Cost: signed addresses of a storage are refused after the playlist was only opened and saved.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check xspf-lib==0.3.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import xspf_lib

ADDRESS = "https://example.com/AC%2FDC%20live%3F.mp3?sig=a%2Bb%26c"
with open("list.xspf", "w") as file:
    file.write(
        '<?xml version="1.0" encoding="UTF-8"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track>'
        f"<location>{ADDRESS}</location></track></trackList></playlist>"
    )
playlist = xspf_lib.Playlist.parse("list.xspf")
print(ADDRESS, "->", playlist[0].location[0])
assert playlist[0].location == ["https://example.com/AC/DC live?.mp3?sig=a+b&c"]
assert "<location>https://example.com/AC/DC live?.mp3?sig=a+b&amp;c</location>" in playlist.xml_string()
PY

#!/bin/bash
# m3u-serializer 0.3.3: entries whose title does not begin with a capital letter are left out.
# Expected: the title of an entry is free text; "7 seconds" and "news" are titles.
# Seen: of three entries only "News" is given, without a word about the others.
# Cost: songs with a number or a small letter in front, and all titles in other scripts, are missing from the list.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check m3u-serializer==0.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from m3u_serializer import M3UDeserializer

LIST = "#EXTM3U\n" + "".join(f'#EXTINF:-1 tvg-id="a",{title}\nhttps://a.example/{title}.mp3\n' for title in ("News", "news", "7 seconds"))
reader = M3UDeserializer()
reader.set(LIST)
seen = [entry.Name for entry in reader]
print(seen)
assert seen == ["News"]
PY

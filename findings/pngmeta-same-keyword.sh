#!/bin/bash
# pngmeta 0.2.0: of several texts with one keyword, saving a PNG keeps the last.
# Expected by the PNG specification, 11.3.3: there may be any number of text chunks, and more than one with the same keyword. Files that
# were edited several times have a Comment of each step.
# Seen: a file with the comments "first" and "second" has only "second" after the author was set.
# Cost: prompts and credits that other programs have written are lost when one field is added.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pngmeta==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct, zlib

from pngmeta import PngMeta


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*texts):
    with open("picture.png", "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)))
        file.write(b"".join(texts) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


png(chunk(b"tEXt", b"Comment\0first"), chunk(b"tEXt", b"Comment\0second"))
picture = PngMeta("picture.png")
picture.set("Author", "Anna")
picture.save()
data = open("picture.png", "rb").read()
print(data)
assert b"Author\0Anna" in data and b"Comment\0second" in data and b"first" not in data
PY

#!/bin/bash
# pngmeta 0.2.0: saving a PNG removes the language of its texts.
# Expected by the PNG specification, 11.3.3.4: an international text has a language tag and the keyword in that language, beside the text.
# Seen: a title with the language "de" and the translated keyword "Titel" has neither after another field was set. If its text is in ASCII
# it even becomes a tEXt chunk.
# Cost: captions and descriptions for screen readers are read in the wrong language.
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


png(chunk(b"iTXt", b"Title\0\0\0de\0Titel\0Der Hafen"))
picture = PngMeta("picture.png")
picture.set("Author", "Anna")
picture.save()
data = open("picture.png", "rb").read()
print(data)
assert b"tEXtTitle\0Der Hafen" in data and b"Titel\0" not in data
PY

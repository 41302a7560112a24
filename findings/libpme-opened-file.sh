#!/bin/bash
# libpme 1.2: the size or the colour type of a PNG that was opened is not changed in the file that is saved.
# Expected by its code: setting width, height, bit_depth or one of four more properties writes the header chunk (IHDR) anew. For a picture
# that is made from nothing it does.
# Seen: for an opened file the switch that allows it is never turned on, so the new value can be read back, and save() writes the old one.
# Cost: a header that is to be repaired, the most usual reason to edit one, stays as it is, with no error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check libpme==1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct
import zlib

import libpme


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


rows = zlib.compress(b"\0\0\0\0" * 4)
head = struct.pack(">IIBBBBB", 3, 4, 8, 0, 0, 0, 0)
with open("a.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
picture = libpme.PME("a.png")
picture.height = 2
picture.save("b.png")
saved = libpme.PME("b.png").height
print("set:", picture.height, "saved:", saved)
assert picture.height == 2 and saved == 4
made = libpme.PME()
made.height = 2
assert made.chunks[0][2][4:8] == struct.pack(">I", 2)
PY

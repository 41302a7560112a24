#!/bin/bash
# pymp4 1.4.0: a box with a size of 64 bits, or one that goes on to the end of the file, cannot be read.
# Expected by ISO/IEC 14496-12, section 4.2: a size of 1 says that the size follows in 64 bits, and a size of 0 that the box, mostly mdat,
# extends to the end of the file. Both are usual for what is written to a stream, and the first for films over 4 GB.
# Seen: Box.parse() of an mdat of either kind raises OSError, "trying to seek out of bounds [4-1)" and "[4-0)". With a plain size the same
# content is read.
# Cost: long films, and those of encoders that write to a pipe, are refused as broken, though each player shows them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pymp4==1.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct
from pymp4.parser import Box

content = b"abcd"
kinds = {
    "plain": struct.pack(">I4s", 12, b"mdat"),
    "64 bits": struct.pack(">I4sQ", 1, b"mdat", 20),
    "to the end": struct.pack(">I4s", 0, b"mdat"),
}
found = {}
for kind, head in kinds.items():
    try:
        found[kind] = Box.parse(head + content).data
    except OSError as error:
        found[kind] = str(error)
print(found)
assert found == {"plain": b"abcd", "64 bits": "trying to seek out of bounds [4-1)", "to the end": "trying to seek out of bounds [4-0)"}
PY

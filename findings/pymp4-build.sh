#!/bin/bash
# pymp4 1.4.0 with Python 3.10 or later: no box with a list or a type in it can be built.
# Expected by its README: Box.build() makes the bytes of a box; the package asks for Python 3.7 or later, below 4.
# Seen: Box.build() of ftyp, mvhd, tkhd, mdhd, sidx and trun, also of one that Box.parse() has just read, raises AttributeError: "module
# 'collections' has no attribute 'Sequence'". It asks for construct 2.8.8, which uses a name that Python 3.10 took away. stts and free are
# built.
# Cost: tools that change a header of a film stop working with an update of Python, and the error names neither box nor package.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pymp4==1.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct
from pymp4.parser import Box

def box(name, content):
    return struct.pack(">I4s", 8 + len(content), name) + content

def rebuilt(data):
    try:
        return Box.build(Box.parse(data)) == data
    except AttributeError as error:
        return str(error)

found = {"ftyp": rebuilt(box(b"ftyp", b"isom" + bytes(4) + b"isom")), "free": rebuilt(box(b"free", b"abc"))}
print(found)
assert found == {"ftyp": "module 'collections' has no attribute 'Sequence'", "free": True}
PY

#!/bin/bash
# enzyme 0.5.2: a WebM or Matroska file without a SeekHead is refused as malformed.
# Expected by RFC 9559 (Matroska), section 5.1.1: a Segment has at most two SeekHead elements, and need not have one; only the EBML
# head, the Info and what is played are needed. What is written to a stream, by browsers as by ffmpeg, often has none.
# Seen: MalformedMKVError, "No SeekHead found". With an index of the Info in front of it the same file is read.
# Cost: the length of a recording from a browser, or of a video that was taken from a stream, cannot be told.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check enzyme==0.5.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io
import struct

import enzyme
from enzyme.exceptions import MalformedMKVError


def element(identifier, data):
    return bytes.fromhex(identifier) + (0x4000 | len(data)).to_bytes(2, "big") + data


def file(index):
    head = element("1a45dfa3", element("4282", b"webm"))
    info = element("1549a966", element("2ad7b1", (1_000_000).to_bytes(3, "big")) + element("4489", struct.pack(">d", 5000.0)))
    seek = b""
    if index:
        entry = element("53ab", bytes.fromhex("1549a966"))
        length = len(element("114d9b74", element("4dbb", entry + element("53ac", bytes(1)))))
        seek = element("114d9b74", element("4dbb", entry + element("53ac", bytes([length]))))
    return io.BytesIO(head + element("18538067", seek + info))


def seconds(index):
    try:
        return enzyme.MKV(file(index)).info.duration.total_seconds()
    except MalformedMKVError as error:
        return str(error)


seen = (seconds(True), seconds(False))
print("with an index:", seen[0], "| without:", seen[1])
assert seen == (5.0, "No SeekHead found")
PY

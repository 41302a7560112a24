#!/bin/bash
# wavinfo 4.0.1: a WAV file with a named region of 65,536 samples or more cannot be opened.
# Expected by Microsoft's and IBM's "Multimedia Programming Interface", chunk ltxt: after the cue's number, the length and the purpose
# come country, language, dialect and code page, 16 bits each, and then the text. A code page of 0 means none.
# Seen: the code page is taken from byte 6, which belongs to the length. Below 65,536 samples it is 0; a region of two seconds at 48 kHz
# has 1 there: LookupError, "unknown encoding: cp1". It is raised for the whole file.
# Cost: recordings in which an editor marked verses or sentences tell nothing, not even their length.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check wavinfo==4.0.1 lxml==6.1.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io
import struct

from wavinfo import WavInfoReader


def chunk(name, data):
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def read(samples):
    region = struct.pack("<II4sHHHH", 1, samples, b"rgn ", 0, 0, 0, 0) + b"verse"
    body = b"WAVE" + chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 48000, 96000, 2, 16))
    body += chunk(b"cue ", struct.pack("<III4sIII", 1, 1, 0, b"data", 0, 0, 0))
    body += chunk(b"LIST", b"adtl" + chunk(b"ltxt", region)) + chunk(b"data", bytes(400_000))
    try:
        info = WavInfoReader(io.BytesIO(chunk(b"RIFF", body)))
    except LookupError as error:
        return str(error)
    return info.cues.ranges[0].text


seen = {samples: read(samples) for samples in (48_000, 65_535, 65_536, 96_000)}
print(seen)
assert seen[48_000] == seen[65_535] == "verse"
assert seen[65_536] == seen[96_000] == "unknown encoding: cp1"
PY

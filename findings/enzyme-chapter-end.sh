#!/bin/bash
# enzyme 0.5.2: a chapter's start is a time, and its end a number, a million times larger than milliseconds.
# Expected by RFC 9559 (Matroska), section 5.1.7.1.4: ChapterTimeStart and ChapterTimeEnd are both in nanoseconds; the package makes a
# timedelta of the one, so of the other too.
# Seen: start is timedelta(seconds=2), and end is the integer 2500000000. end - start is a TypeError; end used as seconds is 79 years.
# Cost: chapters of a video cannot be cut out with the two fields, and what takes the end for milliseconds runs for a month.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check enzyme==0.5.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import enzyme


def element(identifier, data):
    return bytes.fromhex(identifier) + (0x4000 | len(data)).to_bytes(2, "big") + data


display = element("80", element("85", b"Intro"))
chapter = element("91", (2_000_000_000).to_bytes(4, "big")) + element("92", (2_500_000_000).to_bytes(4, "big")) + display
chapters = element("1043a770", element("45b9", element("b6", chapter)))
info = element("1549a966", element("2ad7b1", (1_000_000).to_bytes(3, "big")))


def seek(positions):
    entries = [element("4dbb", element("53ab", bytes.fromhex(name)) + element("53ac", bytes([position])))
               for name, position in positions]
    return element("114d9b74", b"".join(entries))


length = len(seek([("1549a966", 0), ("1043a770", 0)]))
index = seek([("1549a966", length), ("1043a770", length + len(info))])
head = element("1a45dfa3", element("4282", b"webm"))
read = enzyme.MKV(io.BytesIO(head + element("18538067", index + info + chapters))).chapters[0]
print(repr(read.start), repr(read.end))
assert read.start.total_seconds() == 2 and read.end == 2_500_000_000 and type(read.end) is int
PY

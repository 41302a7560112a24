#!/bin/bash
# libmidi 1.1.0: a system exclusive message is written into a file without its length.
# Expected: in Standard MIDI Files 1.0 F0 is followed by the length of what comes, here F0 05 7E 7F 09 01 F7.
# Seen: it is written as F0 7E 7F 09 01 F7, and when a right one is read, the length is the first byte of its data.
# Cost: a file with "General MIDI on" (a usual first event) cannot be read by other programs: they take 7E for a length of 126.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check libmidi==1.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from libmidi.types.event import Event
from libmidi.types.messages.system import MessageSystemExclusive

written = Event(0, MessageSystemExclusive(bytes([0x7E, 0x7F, 9, 1]))).to_bytes()
read, rest = Event.from_bytes(bytes([0, 0xF0, 5, 0x7E, 0x7F, 9, 1, 0xF7]))
print(written.hex(" "), "|", read.message.data.hex(" "), rest)
assert written == bytes([0, 0xF0, 0x7E, 0x7F, 9, 1, 0xF7])
assert read.message.data == bytes([5, 0x7E, 0x7F, 9, 1]) and rest == b""
PY

#!/bin/bash
# libmidi 1.1.0: keys with flats have more than 250 sharps.
# Expected: the first byte of a key signature is a signed number (Standard MIDI Files 1.0): -3 is three flats, E flat major.
# Seen: it is read as 253. A key signature that is made with -3 cannot be written: struct.error.
# Cost: every piece in a key with flats is shown or transposed wrongly, and none can be made.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check libmidi==1.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

from libmidi.types.messages.meta import MessageMetaKeySignature, meta_message_from_bytes

message, _ = meta_message_from_bytes(bytes([0xFF, 0x59, 2, 0xFD, 0]))
try:
    written = MessageMetaKeySignature(-3, 0).to_bytes()
except struct.error as error:
    written = str(error)
print(message.key_signature, written)
assert message.key_signature == 253 and "0 <= number <= 255" in written
PY

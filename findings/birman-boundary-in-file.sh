#!/bin/bash
# birman 0.0.2: an uploaded file has the boundary of the form at its end, and loses line ends at its beginning.
# Expected by RFC 2046, section 5.1.1: the line break and the boundary behind a part do not belong to it; each byte between does.
# Seen: the end of the part is not looked for, so file_data is longer by "\r\n--x--\r\n". Line ends with which a file begins are taken
# away.
# Cost: each upload is another file than the one that was sent: checksums differ, and formats that are read from their end, such as ZIP or
# ID3v1, break.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check birman==0.0.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import birman

CONTENT = b"\r\n\x00\x01sound"
FORM = (
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.wav"\r\nContent-Type: audio/wav\r\n\r\n' + CONTENT + b"\r\n--x--\r\n"
)
found = birman.Decoder(b"\r\n" + FORM).decode()["f"]["value"]["file_data"]
print(CONTENT, found)
assert found == b"\x00\x01sound\r\n--x--\r\n"
PY

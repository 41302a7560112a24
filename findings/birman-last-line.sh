#!/bin/bash
# birman 0.0.2: of a form field with several lines only the last line is kept.
# Expected by RFC 7578: the value of a field is all between the blank line and the next boundary, line breaks included, which browsers
# send as CRLF.
# Seen: the value is cut at its line breaks, and the last piece is taken.
# Cost: of a text that is to be spoken, a browser's form delivers the last paragraph.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check birman==0.0.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import birman

FORM = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nOnce upon a time\r\nthere was a voice.\r\n--x--\r\n'
field = birman.Decoder(b"\r\n" + FORM).decode()["text"]
print(field)
assert field["value"] == "there was a voice."
PY

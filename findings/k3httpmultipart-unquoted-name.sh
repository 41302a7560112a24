#!/bin/bash
# k3httpmultipart 0.1.9 with python-multipart 0.0.34: a file name with a semicolon is cut there when the upload is read.
# Expected by RFC 7578, section 4.2, and RFC 2183: a name that is more than a token, such as one with blanks or semicolons, has to stand
# in quotes.
# Seen: it is written as filename=voice; take 2.wav, without quotes, whatever it contains. A reader sees the name "voice", and an ending
# of .wav nowhere.
# Cost: the provider stores the file under another name, and refuses it for its missing ending.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check k3httpmultipart==0.1.9 python-multipart==0.0.34
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import k3httpmultipart
from python_multipart.multipart import parse_options_header

multipart = k3httpmultipart.Multipart()
fields = [{"name": "file", "value": [io.BytesIO(b"sound"), 5, "voice; take 2.wav"]}]
body = b"".join(multipart.make_body_reader(fields))
header = next(line for line in body.split(b"\r\n") if line.startswith(b"Content-Disposition: "))
_, options = parse_options_header(header.removeprefix(b"Content-Disposition: "))
print(header, options)
assert header == b"Content-Disposition: form-data; name=file; filename=voice; take 2.wav"
assert options[b"filename"] == b"voice"
PY

#!/bin/bash
# datauri 1.1.0 (PyPI): base64 in which "/", "+" or "=" is written with a percent sign becomes other bytes, or an error.
# Expected by RFC 3986, section 2.1: a percent sign and two digits stand for a character in all parts of a URI. JavaScript's
# encodeURIComponent() writes these three so.
# Seen: the percent sign is left out, and its digits count as characters of base64: "%2F%2F%2F%2F" gives six bytes instead of the three of
# "////". AQ%3D%3D is an error.
# Cost: images and sounds of such a sender are broken, and some of them without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check datauri==1.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datauri

plain = datauri.parse("data:image/png;base64,////").data
escaped = datauri.parse("data:image/png;base64,%2F%2F%2F%2F").data
print(plain, escaped)
assert plain == b"\xff\xff\xff" and escaped == bytes.fromhex("d85d85d85d85")
assert datauri.parse("data:image/png;base64,AQ==").data == b"\x01"
try:
    datauri.parse("data:image/png;base64,AQ%3D%3D")
except datauri.DataURIError as error:
    print(error)
else:
    raise SystemExit("it is read now")
PY

#!/bin/bash
# data-uri-parser 0.1.11: DataURI.make() with base64=False always fails.
# Expected by its signature: base64 is a flag, and the class reads URIs without base64.
# Seen: AttributeError, as it calls urllib.quote, which Python 3 does not have.
# Cost: SVG images and texts can be written in the longer and unreadable form only.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check data-uri-parser==0.1.11
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from data_uri_parser import DataURI

assert DataURI.make("text/plain", b"hello") == "data:text/plain;base64,aGVsbG8="
try:
    DataURI.make("text/plain", b"hello", base64=False)
except AttributeError as error:
    print(error)
else:
    raise SystemExit("it is made now")
PY

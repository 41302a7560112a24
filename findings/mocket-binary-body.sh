#!/bin/bash
# mocket 3.15.0: what a program has uploaded cannot be looked at if it is no text.
# Expected by its README: last_request() gives the request, to check what was sent. RFC 9110 section 6.4: content is octets, such as
# those of a sound or a picture.
# Seen: body decodes the bytes as UTF-8 and raises UnicodeDecodeError; there is no attribute with the bytes. The answer to the upload
# comes as told.
# Cost: a test that an upload sends the right file cannot be written; one that prints requests fails for another reason than it seems.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mocket==3.15.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import requests
from mocket import Mocket, mocketize
from mocket.mocks.mockhttp import Entry


@mocketize(strict_mode=True)
def upload(content):
    Entry.single_register(Entry.POST, "http://example.com/upload", body="ok")
    answer = requests.post("http://example.com/upload", data=content).text
    try:
        return answer, Mocket.last_request().body
    except UnicodeDecodeError as error:
        return answer, type(error).__name__


seen = [upload(b"text"), upload(b"\xff\xfb\x90\x64")]
print(seen)
assert seen == [("ok", "text"), ("ok", "UnicodeDecodeError")]
PY

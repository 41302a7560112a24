#!/bin/bash
# respx 0.23.1 with httpx 0.28.1: a route for the upload of an open file matches no request.
# Expected by its types: the pattern files takes what files= of httpx takes, also an open file (IO[bytes]).
# Seen: the pattern reads BytesIO and texts, but keeps an open file as the object, which is never equal to the bytes of the
# request: "not mocked". The same route with the bytes of the file matches the same upload.
# Cost: the usual files={"audio": open(path, "rb")} cannot be copied from the program to its test, and the error says that no
# route is there.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check respx==0.23.1 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io
import pathlib

import httpx
import respx

path = pathlib.Path("a.wav")
path.write_bytes(b"RIFF....WAVE")


def upload(expected):
    with respx.mock(assert_all_called=False) as mock, path.open("rb") as audio:
        mock.post("https://jobs.example/transcriptions", files={"audio": expected}).respond(202)
        try:
            return httpx.post("https://jobs.example/transcriptions", files={"audio": audio}).status_code
        except respx.models.AllMockedAssertionError:
            return "not mocked"


named = upload(("a.wav", path.read_bytes())), upload(("a.wav", io.BytesIO(path.read_bytes())))
with path.open("rb") as audio:
    opened = upload(audio)
print(f"bytes: {named[0]}, BytesIO: {named[1]}, open file: {opened}")
assert named == (202, 202) and opened == "not mocked"
PY

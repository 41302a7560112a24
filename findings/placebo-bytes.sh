#!/bin/bash
# placebo 0.10.0: bytes of an AWS answer come back as a text in base64.
# Expected by its README: recorded responses are returned "as if" they came from AWS. Fields that are blobs, such as embeddings and
# encrypted data, are bytes in boto3.
# Seen: bytes are written as base64, and nothing marks them, so a replay gives the base64 text. A StreamingBody is marked, and does come
# back as bytes.
# Cost: code that passes with the recording fails with AWS, or the reverse.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check placebo==0.10.0 botocore==1.43.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import contextlib
import io

from placebo.serializer import Format, get_deserializer, get_serializer

recorded = io.StringIO()
with contextlib.redirect_stdout(io.StringIO()) as printed:
    get_serializer(Format.JSON)({"Blob": b"\x00\xffsound"}, recorded)
recorded.seek(0)
replayed = get_deserializer(Format.JSON)(recorded)
print(replayed, "- and printed while recording:", printed.getvalue().splitlines())
assert replayed == {"Blob": "AP9zb3VuZA=="}
PY

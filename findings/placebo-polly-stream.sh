#!/bin/bash
# placebo 0.10.0: the speech of a recorded Polly call cannot be read in chunks.
# Expected by its README: recorded responses are returned in place of real ones. AudioStream of synthesize_speech() is a StreamingBody,
# and boto3's documentation reads it with iter_chunks().
# Seen: the replay gives a BytesIO, which has no iter_chunks(), no iter_lines() and no set_socket_timeout(): AttributeError.
# Cost: the program that streams speech to its listener cannot be tested with its recording.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check placebo==0.10.0 botocore==1.43.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import contextlib
import io

from botocore.response import StreamingBody
from placebo.serializer import Format, get_deserializer, get_serializer

live = StreamingBody(io.BytesIO(b"\x00\xffsound"), 7)
assert list(live.iter_chunks(4)) == [b"\x00\xffso", b"und"]
recorded = io.StringIO()
with contextlib.redirect_stdout(io.StringIO()):
    get_serializer(Format.JSON)({"AudioStream": StreamingBody(io.BytesIO(b"\x00\xffsound"), 7)}, recorded)
recorded.seek(0)
replayed = get_deserializer(Format.JSON)(recorded)["AudioStream"]
print(type(live), type(replayed))
assert type(replayed) is io.BytesIO and not hasattr(replayed, "iter_chunks")
assert replayed.read() == b"\x00\xffsound"
PY

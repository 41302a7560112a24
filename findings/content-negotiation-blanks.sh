#!/bin/bash
# content-negotiation 2.0.1: in an Accept header with blanks behind its commas, as all clients write it, only the first type counts.
# Expected by RFC 9110, sections 5.6.1 and 12.5.1: blanks may stand around commas and semicolons; its own examples have them, and so has
# the module's.
# Seen: a blank becomes part of the type: of "text/html, audio/wav" a server that has audio/wav gets NoAgreeableContentTypeError. Without
# the blank it is found. A blank before "q=" makes the weight 1.
# Cost: clients that say what they can play are refused with 406.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check content-negotiation==2.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from content_negotiation import NoAgreeableContentTypeError, decide_content_type

assert decide_content_type(["text/html,audio/wav"], ["audio/wav"]) == "audio/wav"
try:
    decide_content_type(["text/html, audio/wav"], ["audio/wav"])
except NoAgreeableContentTypeError as error:
    print(error)
else:
    raise SystemExit("it is found now")
kinds = ["audio/wav", "audio/mpeg"]
tight = decide_content_type(["audio/wav;q=0.1,audio/mpeg;q=0.9"], kinds)
loose = decide_content_type(["audio/wav; q=0.1,audio/mpeg; q=0.9"], kinds)
print(tight, loose)
assert (tight, loose) == ("audio/mpeg", "audio/wav")
PY

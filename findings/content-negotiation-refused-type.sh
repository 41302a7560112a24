#!/bin/bash
# content-negotiation 2.0.1: a client that refuses a type is given it all the same.
# Expected by RFC 9110, section 12.4.2: a weight of 0 means "not acceptable", also where */* follows.
# Seen: ranges with q=0 are dropped before the choice. If nothing is left, or */* stands behind, the first type of the server is sent,
# which is the one that was refused.
# Cost: a player without a decoder for FLAC, which says so, is sent FLAC.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check content-negotiation==2.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from content_negotiation import decide_content_type

kinds = ["audio/flac", "audio/mpeg"]
alone = decide_content_type(["audio/flac;q=0"], kinds)
others = decide_content_type(["audio/flac;q=0,*/*"], kinds)
print(alone, others)
assert alone == others == "audio/flac"
PY

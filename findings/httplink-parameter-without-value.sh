#!/bin/bash
# httplink 0.2.0: a parameter without a value makes the whole header an error.
# Expected by RFC 8288, section 3: link-param = token BWS [ "=" BWS ( token / quoted-string ) ], so the value is optional; "crossorigin"
# is written so.
# Seen: <https://cdn.example>; rel=preconnect; crossorigin raises ValueError, "Bad link", and so do all links beside it.
# Cost: a content delivery network that adds such a link to the answers of an API takes their next pages away.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check httplink==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httplink

NEXT = "<https://a.example/2>; rel=next"
assert httplink.parse_link_header(NEXT)["next"].target == "https://a.example/2"
try:
    httplink.parse_link_header(NEXT + ", <https://cdn.example>; rel=preconnect; crossorigin")
except ValueError as error:
    print(error)
    assert "Bad link" in str(error)
else:
    raise SystemExit("it is read now")
PY

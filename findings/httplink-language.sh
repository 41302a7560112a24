#!/bin/bash
# httplink 0.2.0: a link whose title is written in the usual way for letters beyond ASCII makes the header an error.
# Expected by RFC 8187, section 3.2.1: ext-value = charset "'" [ language ] "'" value-chars. The language is optional, and hardly any
# server writes one.
# Seen: title*=UTF-8''%c3%a9t%c3%a9 raises ValueError, "Bad extended value"; with 'fr' between the quotes it is read.
# Cost: none of the links of such an answer can be had, so that a list of results has one page.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check httplink==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httplink

LINK = "<https://a.example/2>; rel=next; title*=UTF-8'{}'%c3%a9t%c3%a9"
assert httplink.parse_link_header(LINK.format("fr"))["next"]["title"] == "été"
try:
    httplink.parse_link_header(LINK.format(""))
except ValueError as error:
    print(error)
    assert "Bad extended value" in str(error)
else:
    raise SystemExit("it is read now")
PY

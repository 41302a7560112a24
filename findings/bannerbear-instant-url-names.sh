#!/bin/bash
# bannerbear 1.2.0: build_instant_url() with mode "named_params" writes the names of layers as they are into the query.
# Expected by RFC 3986 section 2.2: where "&", "=" or "#" are data of a query, they are percent-encoded. The values are.
# Seen: the layer "date & place" gives "...?date & place:text=..." with bare spaces, and the "&" ends the parameter. Read as
# a query, there is a nameless "date " and a parameter " place:text" instead; what follows a "#" is not sent at all. The
# mode "encoded" has none of this.
# Cost: the text does not reach the provider under the layer's name, and nothing says so; pictures come out as the template has
# them, for some templates only.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check bannerbear==1.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from urllib.parse import parse_qsl, urlsplit

from bannerbear.v5 import Client

for name, seen in {
    "headline": [("headline:text", "waves & wind")],
    "date & place": [("date ", ""), (" place:text", "waves & wind")],
    "no #1": [("no ", "")],
}.items():
    changes = {"objects": [{"name": name, "text": "waves & wind"}]}
    url = Client("key").build_instant_url("https://media.example/t/1.jpg", modifications=changes, mode="named_params")
    query = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    print(f"{name!r}: {url} is {query}")
    assert query == seen
PY

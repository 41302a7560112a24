#!/bin/bash
# pyplayht 0.1.0: download_file() drops the query of the address.
# Expected by its documentation: "download bytes of given file", uri is the "location of file". By RFC 3986 the query is part of what
# names a resource; signed addresses of stores of files have their signature and end of life in it.
# Seen: ".../speech.mp3?Expires=9&Signature=s" is asked for as ".../speech.mp3".
# Cost: speech that lies behind a signed address answers 403 and the download fails, after three tries.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyplayht==0.1.0 setuptools==65.5.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pyplayht.classes import Client

asked = []


class Answer:
    content = b"sound"

    def raise_for_status(self):
        pass


client = Client()
client.session.request = lambda **request: asked.append((request["url"], request["params"])) or Answer()
client.download_file("https://files.example/speech.mp3?Expires=9&Signature=s")
print(asked)
assert asked == [("https://files.example/speech.mp3", None)]
PY

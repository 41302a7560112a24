#!/bin/bash
# chopro 0.2.0: "<" in a song is shown as "&lt;".
# Expected by HTML: "<" is written as &lt; and "&" as &amp;, each once.
# Seen: "<" is replaced first, and then each "&", also those that have just been made: the page has "&amp;lt;3", and shows "&lt;3".
# Cost: songs with signs such as <3, and chord names in angle brackets, have letters in them that nobody wrote.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check chopro==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from chopro.core import ChoPro

page = ChoPro("I <3 you\n").get_html()
print(page)
assert "&amp;lt;3" in page
PY

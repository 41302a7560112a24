#!/bin/bash
# chopro 0.2.0: the short names of title and subtitle are not known.
# Expected by ChordPro: {t: ...} is short for {title: ...}, and {st: ...} for {subtitle: ...}; most files have these.
# Seen: both become the HTML comment "Unsupported command", and the page has the title "ChordPro Song".
# Cost: a book of songs has the same title on each page.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check chopro==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from chopro.core import ChoPro

page = ChoPro("{t: Morning}\n{st: Anna}\n[C]Good [G]morning\n").get_html()
print(page[:200])
assert "<h1>ChordPro Song</h1>" in page and "<!-- Unsupported command: t: Morning -->" in page
assert "<h1>Morning</h1>" in ChoPro("{title: Morning}\n").get_html()
PY

#!/bin/bash
# pysubs2 1.8.1: captions of a TTML file that stand in a div within a div are left out without a word.
# Expected by W3C TTML1, section 7.1.4: a div may contain further divs, of which each has its own captions, style and times.
# Seen: of three captions, one in the outer div and two in inner ones, only the first is read. No error, no warning.
# Cost: a subtitle track with a div for each scene or speaker is converted to a nearly empty file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pysubs2==1.8.1
cd "$dir"
"$dir/venv/bin/python" -W error - <<'PY'
import pysubs2

TTML = """<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>
<p begin="1s" end="2s">Title</p>
<div><p begin="3s" end="4s">Good morning.</p></div>
<div><p begin="5s" end="6s">Good night.</p></div>
</div></body></tt>"""
seen = [event.text for event in pysubs2.SSAFile.from_string(TTML)]
print(seen)
assert seen == ["Title"]
flat = TTML.replace("<div><p", "<p").replace("</p></div>", "</p>")
assert [event.text for event in pysubs2.SSAFile.from_string(flat)] == ["Title", "Good morning.", "Good night."]
PY

#!/bin/bash
# subsparser 0.0.6: a file that ends in .vtt has no captions; the same file named .webvtt has them.
# Expected by its own list of endings, which has .vtt, and WebVTT, section 1: .vtt is the ending of the format.
# Seen: parse() asks for .webvtt twice and for .vtt never, so it returns None, and print() fails.
# Cost: no WebVTT file of any service is read, without an error at the place.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check subsparser==0.0.6 chardet==5.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from subsparser.subtitle import Subtitle

CONTENT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nhello\n"
found = {}
for name in ("a.vtt", "a.webvtt"):
    with open(name, "w") as file:
        file.write(CONTENT)
    captions = Subtitle(name).read().parse()
    found[name] = captions and [caption.text for caption in captions]
print(found)
assert found == {"a.vtt": None, "a.webvtt": ["hello"]}
PY

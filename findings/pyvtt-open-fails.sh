#!/bin/bash
# pyvtt 0.0.4 with Python 3.11 or later: no file can be opened.
# Expected by its README: pyvtt.open() reads a WebVTT file. The package names no newest version of Python.
# Seen: it opens files with the mode "rU", which is a ValueError since Python 3.11: "invalid mode". from_string() reads the same text.
# Cost: a script that has converted captions for years stops at its first file after an update of Python.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyvtt==0.0.4
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import sys

import pyvtt

WEBVTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nhello\n"
assert sys.version_info >= (3, 11)
with open("talk.vtt", "w") as file:
    file.write(WEBVTT)
try:
    pyvtt.open("talk.vtt")
except ValueError as error:
    seen = str(error)
else:
    seen = "read"
print("open():", seen, "| from_string():", [item.text for item in pyvtt.from_string(WEBVTT)])
assert seen.startswith("invalid mode") and [item.text for item in pyvtt.from_string(WEBVTT)] == ["hello"]
PY

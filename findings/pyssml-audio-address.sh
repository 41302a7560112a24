#!/bin/bash
# pyssml 0.1.3: audio() writes "and" for each "&" of the address, so that another file is asked for.
# Expected by XML 1.0, section 2.4: in an attribute & is written as &amp;, and means &. RFC 3986: in a query it parts the fields by
# custom.
# Seen: what is meant for spoken words is done to the address too: "?clip=7&token=abc" becomes "?clip=7andtoken=abc". The method checks
# the address first, and accepts it.
# Cost: signed addresses of a storage, which have several fields, do not play; the service only says that the audio cannot be loaded.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyssml==0.1.3
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import xml.etree.ElementTree as ET

from pyssml.PySSML import PySSML

ADDRESS = "https://example.com/audio?clip=7&token=abc"
speech = PySSML()
speech.audio(ADDRESS)
written = ET.fromstring(speech.ssml())[0].get("src")
print(ADDRESS, "->", written)
assert written == "https://example.com/audio?clip=7andtoken=abc"
PY

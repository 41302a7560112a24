#!/bin/bash
# ssml-maker 0.1.1: an "&" in an alias or an address makes a document that is not well-formed.
# Expected by XML 1.0, section 2.4: in an attribute & is written as &amp;. The package does it for texts and marks.
# Seen: sub("research & development") is written as it is, and a signed address of audio() too; a parser stops at it.
# Cost: the request fails at the service for some texts and all signed addresses.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ssml-maker==0.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import xml.etree.ElementTree as ET

from ssml_maker.ssml_maker import Speech

speech = Speech()
with speech.sub("research & development"):
    speech.add_text("R & D")
print(speech.build())
try:
    ET.fromstring(speech.build())
    seen = "read"
except ET.ParseError:
    seen = "not well-formed"
assert seen == "not well-formed" and ">R &amp; D<" in speech.build()
PY

#!/bin/bash
# myssml 1.1.16: the second call of ssml() gives the speech twice, and no XML; clear() does not help.
# Expected by its README: ssml() returns the SSML of what was added; clear() empties it for the next speech.
# Seen: each call appends the whole speech, and another </speak>, to what it gave before. After clear() a new speech comes behind the
# old one.
# Cost: to log the text before it is sent is enough to have it spoken twice, or refused as not well formed; a second speech from the
# same object tells the first one again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check myssml==1.1.16
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import xml.etree.ElementTree as ET

from myssml.MySSML import MySSML


def is_xml(text):
    try:
        ET.fromstring(text)
    except ET.ParseError:
        return False
    return True


speech = MySSML()
speech.say("Hello")
first, second = speech.ssml(), speech.ssml()
speech.clear()
speech.say("Good night")
third = speech.ssml()
for text in (first, second, third):
    print(text.count("Hello"), text.count("</speak>"), is_xml(text))
assert (first.count("Hello"), is_xml(first)) == (1, True)
assert (second.count("Hello"), is_xml(second)) == (2, False)
assert third.count("Hello") == 2 and third.count("</speak>") == 3 and "Good night" in third
PY

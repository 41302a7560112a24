#!/bin/bash
# pywebvtt 0.2.0: a minus at the start of a line is dropped: "-5 degrees" is "5 degrees".
# Expected by WebVTT (W3C), section 4.2: the text of a cue is its lines as they are; the format has no dashes for speakers.
# Seen: sub_txt() and the splitting of long cues strip each hyphen and long dash from the front of each line, as if it stood for a
# speaker.
# Cost: temperatures, prices and changes have the wrong sign, and with two speakers nobody sees who says what.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pywebvtt==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pywebvtt

with open("weather.vtt", "w") as file:
    file.write("WEBVTT\n\n00:01.000 --> 00:02.000\n-5 degrees\n\n00:02.000 --> 00:03.000\nat -5 degrees\n")
texts = [scene.sub_txt() for scene in pywebvtt.ParseFile("weather.vtt")]
print(texts)
assert texts == ["5 degrees", "at -5 degrees"]
PY

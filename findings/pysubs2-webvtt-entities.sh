#!/bin/bash
# pysubs2 1.8.1: captions that are converted from WebVTT to SubRip show "&amp;" and "&lt;" to the audience.
# Expected by WebVTT (W3C), section 4.2.2 (cue text): & and < are written as &amp; and &lt;, and mean the characters. SubRip
# knows no such references, so the converted text has the characters themselves, as pycaption 2.3.14 writes them.
# Seen: the text is copied as it is: "R&amp;D" in the WebVTT of a transcription is "R&amp;D" in the SRT, and in pysubs2's plain
# text of the event.
# Cost: captions with code words on the screen, and texts that do not match when words are looked for or counted.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pysubs2==1.8.1 pycaption==2.3.14
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import pysubs2
from pycaption import SRTWriter, WebVTTReader

WEBVTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nR&amp;D says 3 &lt; 4\n"
captions = pysubs2.SSAFile.from_string(WEBVTT, format_="vtt")
line = captions.to_string("srt").splitlines()[2]
other = SRTWriter().write(WebVTTReader().read(WEBVTT)).splitlines()[2]
print("pysubs2:", line, "| plain text:", captions[0].plaintext, "| pycaption:", other)
assert line == captions[0].plaintext == "R&amp;D says 3 &lt; 4"
assert other == "R&D says 3 < 4"
PY

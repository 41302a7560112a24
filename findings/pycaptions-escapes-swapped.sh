#!/bin/bash
# pycaptions 0.7.0: SubRip gets "&lt;" and "&amp;", and WebVTT gets "<" and "&".
# Expected by WebVTT (W3C), section 4.2.2 (cue text): there & and < are written as &amp; and &lt;. SubRip has no such references: the
# characters stand for themselves.
# Seen: it is the other way round. From SubRip to SubRip "3 < 4 & 5" becomes "3 &lt; 4 &amp; 5", and from SubRip to WebVTT it stays "3 <
# 4 & 5", of which a browser shows "3".
# Cost: either way the audience sees something else than the captions said.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pycaptions==0.7.0
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import glob
import os

from pycaptions import Captions

with open("talk.srt", "w") as file:
    file.write("1\n00:00:01,000 --> 00:00:02,000\n3 < 4 & 5\n")


def convert(format):
    with Captions("talk.srt") as captions:
        captions.save("out", output_format=format)
    (name,) = glob.glob("out*")
    text = open(name).read().strip().splitlines()[-1]
    os.remove(name)
    return text


seen = {format: convert(format) for format in ("srt", "vtt")}
print(seen)
assert seen == {"srt": "3 &lt; 4 &amp; 5", "vtt": "3 < 4 & 5"}
PY

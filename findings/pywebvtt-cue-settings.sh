#!/bin/bash
# pywebvtt 0.2.0: a cue with settings becomes text of the cue before it.
# Expected by WebVTT (W3C), section 4.1: settings such as align:start or line:0 may follow the times.
# Seen: the line of the times is taken for text, with the arrow, and what is said in the cue is added to the one before. If it is the
# first cue, the file is refused as bad data.
# Cost: half of the captions of a service that places them is shown at the wrong time, below a line of numbers.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pywebvtt==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pywebvtt


def scenes(settings):
    with open("talk.vtt", "w") as file:
        file.write(f"WEBVTT\n\n00:01.000 --> 00:02.000\nfirst\n\n00:02.000 --> 00:03.000{settings}\nsecond\n")
    return [(scene.start, scene.sub_txt()) for scene in pywebvtt.ParseFile("talk.vtt")]


plain, placed = scenes(""), scenes(" align:start")
print(plain, placed)
assert plain == [("00:01.000", "first"), ("00:02.000", "second")]
assert placed == [("00:01.000", "first\n00:02.000 --> 00:03.000 align:start\nsecond")]
PY

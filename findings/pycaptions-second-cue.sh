#!/bin/bash
# pycaptions 0.7.0: a WebVTT file with two cues cannot be read, unless the second one has a name or settings.
# Expected by WebVTT (W3C), section 4.1: a cue has its times, and may have a name before and settings behind them.
# Seen: ValueError, "invalid literal for int()", without a line: from the second cue on the end of the line stays at the time. With
# names the file is read.
# Cost: the WebVTT of most transcription services cannot be converted, which do not name their cues.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pycaptions==0.7.0
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
from pycaptions import Captions


def count(names):
    with open("talk.vtt", "w") as file:
        file.write("WEBVTT\n\n")
        for second, name in enumerate(names, 1):
            file.write(f"{name}00:00:0{second}.000 --> 00:00:0{second}.900\nhello\n\n")
    try:
        with Captions("talk.vtt") as captions:
            return len(list(captions))
    except ValueError as error:
        return str(error)


seen = [count([""]), count(["one\n", "two\n"]), count(["", ""])]
print(seen)
assert seen[:2] == [1, 2] and seen[2].startswith("invalid literal for int()")
PY

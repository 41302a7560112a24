#!/bin/bash
# caption2text 0.1.2: the times of WebVTT captions stay in the transcript, if they have no hours.
# Expected by WebVTT (W3C), section 4.1: the hours of a timestamp may be left out, as many writers do in the first hour.
# Seen: only times with hours are removed. A transcript has lines such as "00:01.000 --> 00:02.000" between the sentences.
# Cost: summaries and translations of a recording's first hour are made of numbers and text.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check caption2text==0.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import logging

logging.disable()
from caption2text.converter import vtt_to_transcript


def transcript(hours):
    with open("talk.vtt", "w") as file:
        file.write(f"WEBVTT\n\n{hours}00:01.000 --> {hours}00:02.000\nhello\n\n{hours}00:02.000 --> {hours}00:03.000\nworld\n")
    return vtt_to_transcript("talk.vtt")


seen = {hours: transcript(hours) for hours in ("00:", "")}
print(seen)
assert seen["00:"] == "hello\nworld"
assert seen[""] == "00:01.000 --> 00:02.000\nhello\n00:02.000 --> 00:03.000\nworld"
PY

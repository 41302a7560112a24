#!/bin/bash
# subtitle-parser 2.0.1: a WebVTT file whose times have no hours cannot be read.
# Expected by WebVTT, section 4.3: the hours of a time are optional: 01:02.000.
# Seen: the hours may be left out, but their colon may not, so ":01:02.000", which no format has, is read, and "01:02.000" is an "Invalid
# timestamp".
# Cost: captions of most speech services, which leave the hours out of short recordings, are refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check subtitle-parser==2.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

from subtitle_parser import SubtitleError, WebVttParser


def read(start, end):
    parser = WebVttParser(io.StringIO(f"WEBVTT\n\n{start} --> {end}\nhello\n"))
    parser.parse()
    return parser.subtitles[0].start


assert read(":01:02.000", ":01:03.000") == 62_000
try:
    read("01:02.000", "01:03.000")
except SubtitleError as error:
    print(error)
else:
    raise SystemExit("it is read now")
PY

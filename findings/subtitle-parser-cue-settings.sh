#!/bin/bash
# subtitle-parser 2.0.1: a WebVTT file with a cue setting cannot be read.
# Expected by WebVTT, section 4.1: settings such as "align:start" may stand behind the times of a cue.
# Seen: the setting counts as a part of the end time: SubtitleError, "Invalid timestamp line". A cue with a name that is no number ends
# the same way.
# Cost: captions of YouTube, which have settings in each cue, are refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check subtitle-parser==2.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

from subtitle_parser import SubtitleError, WebVttParser

plain = WebVttParser(io.StringIO("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nhello\n"))
plain.parse()
assert plain.subtitles[0].text == "hello"
for cue in ("00:00:01.000 --> 00:00:02.000 align:start\nhello\n", "intro\n00:00:01.000 --> 00:00:02.000\nhello\n"):
    try:
        WebVttParser(io.StringIO("WEBVTT\n\n" + cue)).parse()
    except SubtitleError as error:
        print(error)
    else:
        raise SystemExit("it is read now")
PY

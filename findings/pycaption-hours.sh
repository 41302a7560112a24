#!/bin/bash
# pycaption 2.3.14: the hours of captions start again at 0 after 24 hours.
# Expected by WebVTT (W3C), section 4.1: hours are two or more digits, without a limit; and a conversion keeps the times.
# Seen: a cue at 25:00:01, read from WebVTT or from SubRip, is written as 01:00:01 in either format, without a warning; the
# reader has the right number of microseconds, so it is the writer. It comes after a cue of 23:59:59 that is right.
# Cost: captions of a channel that was transcribed around the clock appear a day too early, on top of others.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pycaption==2.3.14
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
from pycaption import SRTWriter, WebVTTReader, WebVTTWriter

CUES = "WEBVTT\n\n23:59:59.000 --> 23:59:59.900\nbefore midnight\n\n25:00:01.000 --> 25:00:02.000\nthe next day\n"
captions = WebVTTReader().read(CUES)
starts = [caption.start for caption in captions.get_captions(captions.get_languages()[0])]
assert starts == [86399_000_000, 90001_000_000]
for writer in (WebVTTWriter, SRTWriter):
    times = [line.split(" --> ")[0] for line in writer().write(captions).splitlines() if "-->" in line]
    print(writer.__name__, times)
    assert [time[:8] for time in times] == ["23:59:59", "01:00:01"]
PY

#!/bin/bash
# ttconv 1.2.3: its WebVTT has "&" and "<" of the text as they are, and what follows "<" is not shown.
# Expected by WebVTT (W3C), section 4.2.2 (cue text): & and < are written as &amp; and &lt;. Its parsing rules (section 6.4): what
# follows "<" is a tag, up to ">" or the end of the cue, and is no text.
# Seen: "3 < 4 is true" of SubRip stays as it is in WebVTT, and ttconv itself reads its own file as "3" and no more. WebVTT that is read
# and written loses its escapes in the same way.
# Cost: captions that end in the middle of a sentence, for each one with a "<" that was right in SubRip or TTML.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ttconv==1.2.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import ttconv.srt.reader
import ttconv.srt.writer
import ttconv.vtt.reader
import ttconv.vtt.writer

SUBRIP = "1\n00:00:01,000 --> 00:00:02,000\n3 < 4 is true\n"
WEBVTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n3 &lt; 4 is true\n"


def last_line(text):
    return text.strip().splitlines()[-1]


for name, captions in (("srt", ttconv.srt.reader.to_model(io.StringIO(SUBRIP))),
                       ("vtt", ttconv.vtt.reader.to_model(io.StringIO(WEBVTT)))):
    written = ttconv.vtt.writer.from_model(captions)
    again = ttconv.srt.writer.from_model(ttconv.vtt.reader.to_model(io.StringIO(written)))
    print(f"from {name}: {last_line(written)!r}, read again: {last_line(again)!r}")
    assert "3 < 4 is true" in last_line(written) and "&lt;" not in written
    assert last_line(again).strip() == "3"
PY

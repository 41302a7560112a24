#!/bin/bash
# textgrid-convert 1.2.0: captions in SBV with two lines cannot be converted.
# Expected: in SBV, YouTube's format, a caption is a line with both times, one or more lines of text, and a blank line. The same package
# joins the lines of a caption in SubRip.
# Seen: each second line is taken for the times: ValueError, "not enough values to unpack", for the whole file and without the line.
# (The package needs pytest, without asking for it.)
# Cost: of a series of videos, those whose captions fit into one line are aligned, and the others fail.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check textgrid-convert==1.2.0 pytest==9.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import logging

logging.disable()
import textgrid_convert


def texts(transcript, parser):
    try:
        return [caption["text"] for caption in parser(transcript).transcription_dict.values()]
    except ValueError as error:
        return str(error)


LINE = "0:00:01.000,0:00:02.000\n{}\n\n0:00:02.000,0:00:03.000\nworld\n\n"
one, two = (texts(LINE.format(text), textgrid_convert.sbvParser) for text in ("hello", "hello\nthere"))
subrip = texts("1\n00:00:01,000 --> 00:00:02,000\nhello\nthere\n", textgrid_convert.srtParser)
print(one, "|", two, "|", subrip)
assert one == ["hello", "world"] and subrip == ["hello there"]
assert two == "not enough values to unpack (expected 2, got 1)"
PY

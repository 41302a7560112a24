#!/bin/bash
# vtt-builder 0.6.0: the voices that group_by_speaker() writes are shown as text.
# Expected by its README: segments are grouped with WebVTT voice tags, "<v Anna>Hello", and then written with build_vtt_string() or
# build_vtt_from_records().
# Seen: the writing functions escape all that they get: "&lt;v Anna&gt;Hello there". A file that parse_vtt_string() read is changed by
# writing in the same way, its italics too.
# Cost: viewers read "<v Anna>" in front of each caption, and players cannot tell the speakers apart.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check vtt-builder==0.6.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from vtt_builder import build_vtt_string, group_by_speaker, parse_vtt_string

said = [{"start": 0.0, "end": 1.0, "text": "Hello", "speaker": "Anna"}, {"start": 1.2, "end": 2.0, "text": "there", "speaker": "Anna"}]
written = build_vtt_string(group_by_speaker(said))
copied = build_vtt_string(parse_vtt_string("WEBVTT\n\n00:01.000 --> 00:02.500\n<v Anna>Hello <i>there</i>\n"))
print(written, copied)
assert "&lt;v Anna&gt;Hello there" in written
assert "&lt;v Anna&gt;Hello &lt;i&gt;there&lt;/i&gt;" in copied
PY

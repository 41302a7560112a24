#!/bin/bash
# podcast-transcript-convert 0.1.2: the speakers of a Podlove transcript are dropped.
# Expected by Podlove's Simple Transcripts, which it reads: each speech has a speaker with an id. In the JSON that it writes, by the
# Podcast Namespace, a segment has a speaker, as it has one from HTML and from WebVTT.
# Seen: the segments have times and text alone.
# Cost: a talk of two is shown as that of one, after the publisher has named who says what.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check podcast-transcript-convert==0.1.2
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
from podcast_transcript_convert.converters.vtt_to_json import vtt_to_podcast_dict
from podcast_transcript_convert.converters.xml_to_json import xml_to_podcast_dict

XML = (
    '<?xml version="1.0"?><transcripts xmlns="http://podlove.org/simple-transcripts"><speech><speaker id="anna"/>'
    '<item start="00:00:00.000" end="00:00:01.000">Hello</item></speech></transcripts>'
)
WEBVTT = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n<v anna>Hello\n"
podlove, webvtt = xml_to_podcast_dict(XML)["segments"], vtt_to_podcast_dict(WEBVTT)["segments"]
print(podlove, webvtt)
assert webvtt == [{"startTime": 0.0, "endTime": 1.0, "body": "Hello", "speaker": "anna"}]
assert podlove == [{"startTime": 0.0, "endTime": 1.0, "body": "Hello"}]
PY

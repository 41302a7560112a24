#!/bin/bash
# otio-cmx3600-adapter 1.0.0: the sound of a timeline is left out of the EDL, without a word.
# Expected by CMX 3600: an event is for V, A, A2 and others. The adapter reads audio events into a track of their own; where it cannot
# write something, such as more than two audio tracks, it raises NotSupportedError.
# Seen: with one or two audio tracks only the video is written. Read and written without a change, an EDL loses its audio event.
# Cost: a film that was put together from generated pictures and voices arrives in the editing program silent.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check otio-cmx3600-adapter==1.0.0 OpenTimelineIO==0.18.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from otio_cmx3600_adapter import cmx_3600

EDL = """TITLE: film

001  SHOT1    V     C        01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00
002  VOICE1   A     C        00:00:00:00 00:00:02:00 00:00:00:00 00:00:02:00
"""
timeline = cmx_3600.read_from_string(EDL, rate=25)
assert [(track.kind, len(track)) for track in timeline.tracks] == [("Video", 1), ("Audio", 1)]
written = cmx_3600.write_to_string(timeline, rate=25)
print(written)
assert "SHOT1    V" in written and "VOICE1" not in written and " A  " not in written
PY

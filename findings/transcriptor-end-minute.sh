#!/bin/bash
# transcriptor 2020.8.8: in SubRip the end of a cue has the hour and the minute of its start.
# Expected: Job.srt "creates transcription file in srt format"; the end time of a marker is written as it is.
# Seen: a marker from 58 s to 61.5 s is written as "00:00:58,0 --> 00:00:01,500": it ends before it starts.
# Cost: once a minute a caption is never shown, or a player refuses the file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check transcriptor==2020.8.8 setuptools==65.5.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import os
from datetime import timedelta

os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
from transcriptor.job import Job
from transcriptor.markers import Marker

job = Job()
job.markers = [Marker(start_time=timedelta(seconds=58), end_time=timedelta(seconds=61.5), content="over the minute")]
print(job.srt)
assert job.srt == "1\n00:00:58,0 --> 00:00:01,500\nover the minute"
PY

#!/bin/bash
# transcriptor 2020.8.8: fractions of a second below a tenth become ten times longer.
# Expected: SubRip has milliseconds in three digits: 1.05 s is 00:00:01,050.
# Seen: the first three digits of the microseconds are written without their zeros: 1.05 s becomes ",500" and 1.005 s too. A full second
# is ",0". Read back with its own reader they are other times than before.
# Cost: about one time in ten of a transcript is moved by up to nine tenths of a second, and cues overlap.
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
from transcriptor.tools import timedelta_from_str


def written(seconds):
    job = Job()
    job.markers = [Marker(start_time=timedelta(seconds=seconds), end_time=timedelta(seconds=9), content="text")]
    return job.srt.splitlines()[1].split(" --> ")[0]


seen = {seconds: written(seconds) for seconds in (1.5, 1.05, 1.005, 1)}
print(seen, timedelta_from_str(written(1.05)))
assert seen == {1.5: "00:00:01,500", 1.05: "00:00:01,500", 1.005: "00:00:01,500", 1: "00:00:01,0"}
assert timedelta_from_str(written(1.05)) == timedelta(seconds=1.5)
PY

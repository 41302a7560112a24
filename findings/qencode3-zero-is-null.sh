#!/bin/bash
# qencode3 1.0.1: remove_null_params() also removes parameters that are 0.
# Expected by its name: it removes the parameters that are not set (null). 0 is a value: bf=0 asks for no B-frames, start_time=0 for the
# start.
# Seen: a stream with bf=0 and a format with start_time=0 lose both; the request names only the others.
# Cost: a video that must have no B-frames (for low delay, for old players) is encoded with the default number of them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check qencode3==1.0.1 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json

from qencode3.custom_params import Format, Libx264_VideoCodecParameters, MyEncoder

codec, clip = Libx264_VideoCodecParameters(), Format()
codec.bf, codec.level, codec.coder = 0, 31, None
clip.start_time, clip.duration, clip.logo = 0, 5, None
before = [set(vars(codec)), set(vars(clip))]
codec.remove_null_params()
clip.remove_null_params()
seen = json.loads(json.dumps([codec, clip], cls=MyEncoder))
print(seen)
assert before == [{"bf", "level", "coder"}, {"start_time", "duration", "logo"}]
assert seen == [{"level": 31}, {"duration": 5}]
PY

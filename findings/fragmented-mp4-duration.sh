#!/bin/bash
# mutagen 1.48.1 and tinytag 2.3.2: a fragmented MP4 has the length 0.0.
# Expected: ISO/IEC 14496-12 section 8.8: with movie fragments (mvex, moof) the header's duration covers only what
# lies outside of them, here nothing; the samples are in the fragments. So their sum, or "unknown".
# Seen: 2 s of audio as a fragmented MP4 by ffmpeg 9.0.2: length 0.0 in both, not None and no error; the same audio in
# a plain MP4: 2 s.
# Cost: APIs that stream MP4 or M4A send it fragmented: whole results look empty.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mutagen==1.48.1 tinytag==2.3.2 imageio-ffmpeg==0.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subprocess
import imageio_ffmpeg, mutagen, tinytag

ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=2", "-c:a", "aac"]
subprocess.run([*ffmpeg, "plain.m4a"], check=True)
subprocess.run([*ffmpeg, "-f", "mp4", "-movflags", "frag_keyframe+empty_moov+default_base_moof", "fragmented.m4a"], check=True)
seen = {name: (round(mutagen.File(name).info.length), tinytag.TinyTag.get(name).duration) for name in ("plain.m4a", "fragmented.m4a")}
print(seen)
assert seen == {"plain.m4a": (2, 2.0), "fragmented.m4a": (0, 0.0)} and mutagen.File("fragmented.m4a").info.length == 0
PY

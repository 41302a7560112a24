#!/bin/bash
# tinytag 2.3.2: AAC in ADTS frames (.aac) is read as MP3, and its duration is a small part of the true one.
# Expected: ADTS (ISO/IEC 13818-7) and MP3 frames share the first 11 or 12 bits of their header; the layer bits, 00 in
# ADTS, tell them apart. tinytag does not list AAC without a container among its formats, so UnsupportedFormatError.
# Seen: of 10 s of tone, encoded by ffmpeg 9.0.2, tinytag says less than 1 s, with no error and the class for MP3.
# mutagen says 10 s.
# Cost: speech checked or charged by its length comes out as a fragment; a whole result looks cut off.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check tinytag==2.3.2 mutagen==1.48.1 imageio-ffmpeg==0.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subprocess
import imageio_ffmpeg, mutagen, tinytag

ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=10"]
subprocess.run([*ffmpeg, "-c:a", "aac", "tone.aac"], check=True)
tag, other = tinytag.TinyTag.get("tone.aac"), mutagen.File("tone.aac").info.length
print(f"tinytag: {tag.duration:.2f} s as {type(tag).__name__}; mutagen: {other:.2f} s")
assert tag.duration < 1 and "MPEG" in type(tag).__name__ and abs(other - 10) < 0.2
PY

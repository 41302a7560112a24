#!/bin/bash
# mutagen 1.48.1 and tinytag 2.3.2: a WAV that was written to a stream counts as 13.5 hours.
# Expected: a program that writes WAV to a pipe or an HTTP answer does not know its length, and puts 0xFFFFFFFF for
# the sizes (ffmpeg does, and speech APIs that stream WAV); a reader that has the whole file takes the rest of it as
# data, or says that the length is unknown.
# Seen: 2 s of tone by ffmpeg 9.0.2 to a pipe, 176 kB: 48,695.8 s in both, although the file's end is in reach.
# Cost: a length in seconds that is charged or shown, wrong by a factor of 24,000.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mutagen==1.48.1 tinytag==2.3.2 imageio-ffmpeg==0.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pathlib, subprocess
import imageio_ffmpeg, mutagen, tinytag

ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
wav = subprocess.run([*ffmpeg, "-f", "wav", "pipe:1"], check=True, capture_output=True).stdout
assert wav[4:8] == b"\xff\xff\xff\xff"
pathlib.Path("streamed.wav").write_bytes(wav)
tag = tinytag.TinyTag.get("streamed.wav")
other = mutagen.File("streamed.wav").info.length
print(f"{tag.filesize} bytes; tinytag: {tag.duration:.1f} s; mutagen: {other:.1f} s")
assert tag.filesize < 200_000 and tag.duration > 48_000 and other > 48_000

subprocess.run([*ffmpeg, "file.wav"], check=True)
assert tinytag.TinyTag.get("file.wav").duration == mutagen.File("file.wav").info.length == 2
PY

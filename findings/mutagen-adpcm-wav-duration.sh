#!/bin/bash
# mutagen 1.48.1: a WAV with ADPCM samples has a length of one millisecond.
# Expected: in a compressed WAV a block holds many samples; the header says how many bytes a second has (nAvgBytesPerSec), and
# the chunk fact how many samples there are (Microsoft, "Multimedia Programming Interface and Data Specifications", chapter 3).
# Seen: for 2 s of tone as Microsoft ADPCM by ffmpeg 9.0.2, mutagen counts blocks as samples: 0.001 s. The same tone as PCM is
# 2.0 s in mutagen, and tinytag 2.3.2 says 2.0 s for both.
# Cost: recordings of telephone systems look empty: they are not sent to be transcribed, or charged as nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mutagen==1.48.1 tinytag==2.3.2 imageio-ffmpeg==0.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subprocess

import imageio_ffmpeg
import mutagen
import tinytag

ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
lengths = {}
for codec in ("pcm_s16le", "adpcm_ms"):
    subprocess.run([*ffmpeg, "-c:a", codec, f"{codec}.wav"], check=True)
    lengths[codec] = mutagen.File(f"{codec}.wav").info.length, tinytag.TinyTag.get(f"{codec}.wav").duration
    print("{}: mutagen {:.4f} s, tinytag {:.4f} s".format(codec, *lengths[codec]))
assert lengths["pcm_s16le"] == (2, 2)
assert lengths["adpcm_ms"][0] < 0.002 and abs(lengths["adpcm_ms"][1] - 2) < 0.1
PY

#!/bin/bash
# pydub 0.25.1: a WAV with floating-point samples is read as integers, and becomes loud noise.
# Expected: WAVE_FORMAT_EXTENSIBLE names the kind of its samples in the field SubFormat (Microsoft, "WAVEFORMATEXTENSIBLE");
# so the sound, or CouldntDecodeError, which pydub raises for formats that it does not know.
# Seen: of the extensible header pydub reads only the outer tag, FFFE, and takes the 32 bits of each sample for an integer:
# a tone of -21 dBFS, as soundfile measures it, is noise of -6 dBFS in pydub. ffmpeg 9.0.2 writes this header for float samples
# above 48 kHz, libsndfile when asked for WAVEX.
# Cost: speech and music in float WAV, a usual form of models' results, is loud noise after one conversion, and nothing says so.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pydub==0.25.1 soundfile==0.14.0 imageio-ffmpeg==0.8.1
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import math
import subprocess

import imageio_ffmpeg
import soundfile
from pydub import AudioSegment

ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
subprocess.run([*ffmpeg, "-ar", "96000", "-c:a", "pcm_f32le", "tone.wav"], check=True)
samples, rate = soundfile.read("tone.wav")
level = 20 * math.log10(math.sqrt((samples**2).mean()))
read = AudioSegment.from_wav("tone.wav")
numbers = read.get_array_of_samples()
print(f"soundfile: {level:.1f} dBFS; pydub: {read.dBFS:.1f} dBFS, one sample is {numbers[480] / 2**31:.6f} there, {samples[480]:.6f} in truth")
assert abs(level + 21.1) < 0.1 and read.dBFS > -6.5
assert numbers[480] / 2**31 > samples[480] * 3
PY

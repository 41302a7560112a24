#!/bin/bash
# filetype 1.2.0: an MP3 of 8, 11 or 12 kHz is not recognised.
# Expected: filetype lists MP3. At these sample rates, which speech APIs offer for telephones, MP3 frames are of MPEG
# version 2.5 and start with FF E3 (the version bits are 00), not with FF FB or FF F3.
# Seen: for 8 kHz MP3 by ffmpeg 9.0.2, without an ID3 tag as speech APIs stream it, guess() gives None; for 24 and
# 44.1 kHz it gives mp3. mutagen reads all three.
# Cost: speech saved without an extension, or refused as no audio, depending on the sample rate.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check filetype==1.2.0 mutagen==1.48.1 imageio-ffmpeg==0.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subprocess
import filetype, imageio_ffmpeg, mutagen

seen = {}
for rate in ("8000", "24000", "44100"):
    name = f"tone-{rate}.mp3"
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=2", "-ar", rate,
                    "-c:a", "libmp3lame", "-write_xing", "0", "-id3v2_version", "0", name], check=True)
    info, guess = mutagen.File(name).info, filetype.guess(name)
    seen[rate] = (open(name, "rb").read(2).hex(), info.version, info.sample_rate, guess and guess.extension)
    print(rate, seen[rate])
assert seen == {"8000": ("ffe3", 2.5, 8000, None), "24000": ("fff3", 2, 24000, "mp3"), "44100": ("fffb", 1, 44100, "mp3")}
PY

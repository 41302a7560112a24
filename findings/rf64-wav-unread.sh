#!/bin/bash
# filetype 1.2.0, mutagen 1.48.1 and tinytag 2.3.2: none reads a WAV of the form RF64.
# Expected: RF64 (EBU Tech 3306, ITU-R BS.2088) is WAV for long recordings: the same chunks, the first four letters
# RF64, its sizes in the chunk ds64. Encoders write it for all that may pass 4 GB.
# Seen: for a file that ffmpeg 9.0.2 writes with "-rf64 always", filetype guesses nothing, mutagen raises InvalidChunk
# ("Root chunk must be a RIFF chunk"), tinytag ParseError ("Invalid WAV header").
# Cost: long audio is saved without its extension or taken for damaged.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check filetype==1.2.0 mutagen==1.48.1 tinytag==2.3.2 imageio-ffmpeg==0.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subprocess
import filetype, imageio_ffmpeg, mutagen, tinytag

ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
subprocess.run([*ffmpeg, "-rf64", "always", "tone.wav"], check=True)
seen = {"filetype": filetype.guess("tone.wav")}
for name, read in (("mutagen", mutagen.File), ("tinytag", tinytag.TinyTag.get)):
    try:
        seen[name] = read("tone.wav")
    except Exception as error:
        seen[name] = f"{type(error).__name__}: {error}"
print(seen)
assert seen["filetype"] is None and seen["mutagen"].startswith("InvalidChunk") and seen["tinytag"].startswith("ParseError")
PY

#!/bin/bash
# soundfile 0.14.0: a FLAC that was written to a stream cannot be read: ValueError, "array is too big".
# Expected by RFC 9639 section 8.2: a number of samples of 0 in STREAMINFO means that it is unknown, which is what an encoder
# writes that cannot go back; soundfile lists FLAC among its formats, and reads a WAV of unknown length to its end.
# Seen: 2 s of tone as FLAC by ffmpeg 9.0.2 to a pipe. info() says 2**63 - 1 samples, six million years; read() asks for room for
# all of them; and reading in blocks ends in LibsndfileError before the last block. With the number filled in, all three work.
# Cost: speech that a provider streams as FLAC is whole on disk, and looks broken to all that builds on soundfile; a check of
# its length by info() passes. (mutagen 1.48.1 and tinytag 2.3.2 read the same file, and say 0.0 s.)
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check soundfile==0.14.0 numpy==2.4.6 mutagen==1.48.1 tinytag==2.3.2 imageio-ffmpeg==0.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subprocess

import imageio_ffmpeg
import mutagen
import soundfile
import tinytag

tone = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=2"]
for kind in ("wav", "flac"):
    subprocess.run([*tone, f"file.{kind}"], check=True)
    with open(f"stream.{kind}", "wb") as stream:
        stream.write(subprocess.run([*tone, "-f", kind, "-"], check=True, stdout=subprocess.PIPE).stdout)


def told(work):
    try:
        return work()
    except (ValueError, soundfile.LibsndfileError) as error:
        return f"{type(error).__name__}: {error}"


seen = {}
for name in ("file.wav", "stream.wav", "file.flac", "stream.flac"):
    whole = told(lambda: len(soundfile.read(name)[0]))
    parts = told(lambda: sum(len(block) for block in soundfile.blocks(name, 4096)))
    seen[name] = (soundfile.info(name).frames, whole, parts)
    print(f"{name}: info {seen[name][0]}; read {whole}; blocks {parts}")
for name in ("file.wav", "stream.wav", "file.flac"):
    assert seen[name] == (88200, 88200, 88200)
frames, whole, parts = seen["stream.flac"]
assert frames == 2**63 - 1 and whole.startswith("ValueError") and parts.startswith("LibsndfileError")
assert mutagen.File(name := "stream.flac").info.length == tinytag.TinyTag.get(name).duration == 0
PY

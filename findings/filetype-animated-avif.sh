#!/bin/bash
# filetype 1.2.0: an animated AVIF is not recognised.
# Expected: filetype lists AVIF. The specification (AV1 Image File Format, section 6) has two brands: avif for images and avis
# for image sequences; a sequence is an AVIF file, too, and its type is image/avif.
# Seen: for a still AVIF by ffmpeg 9.0.2 guess() gives avif, for two seconds of animation, whose first brand is avis, None.
# puremagic 1.30 says image/avif for both.
# Cost: short clips are saved without an extension, or refused as no image, while stills of the same model pass.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check filetype==1.2.0 puremagic==1.30 imageio-ffmpeg==0.8.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pathlib
import subprocess

import filetype
import imageio_ffmpeg
import puremagic

ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=2"]
for name, options, expected in (("still", ["-frames:v", "1", "-still-picture", "1"], "image/avif"), ("animation", [], None)):
    subprocess.run([*ffmpeg, "-c:v", "libaom-av1", "-cpu-used", "8", *options, f"{name}.avif"], check=True)
    data = pathlib.Path(f"{name}.avif").read_bytes()
    guess, other = filetype.guess(data), puremagic.from_string(data, mime=True)
    print(f"{name}: brand {data[8:12].decode()}, filetype: {guess and guess.mime}, puremagic: {other}")
    assert (guess and guess.mime) == expected and other == "image/avif"
PY

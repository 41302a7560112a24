#!/bin/bash
# genblaze-core 0.3.8: to embed a manifest into an animated WebP leaves its first frame alone.
# Expected by its README: manifests can be embedded directly into WebP files, to prove how media was made. XMP is a chunk of its own in
# WebP, so the frames need not be touched; for what it cannot keep, it has a sidecar file.
# Seen: WebpHandler().embed(path, manifest) writes the file again as a still picture, in place unless an output is named: of three frames
# one is left. No error, no warning; extract() finds the manifest.
# Cost: generated clips in WebP, which were paid for, are destroyed by the step that was to certify them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check genblaze-core==0.3.8 pillow==11.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io, struct
from genblaze_core import Modality, Pipeline
from genblaze_core.mocks import MockVideoProvider

_, manifest = Pipeline("sea").step(MockVideoProvider(), model="mock-v1", prompt="a sea", modality=Modality.VIDEO).run(raise_on_failure=False)

from genblaze_core.media.webp import WebpHandler
from PIL import Image

frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "lime", "blue")]
frames[0].save("clip.webp", save_all=True, append_images=frames[1:], duration=100, lossless=True)
before = Image.open("clip.webp").n_frames
WebpHandler().embed("clip.webp", manifest)
after = Image.open("clip.webp").n_frames
print("frames", before, "->", after, "manifest", WebpHandler().extract("clip.webp").canonical_hash == manifest.canonical_hash)
assert (before, after) == (3, 1)
PY

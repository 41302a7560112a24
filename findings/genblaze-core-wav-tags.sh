#!/bin/bash
# genblaze-core 0.3.8: to embed a manifest into a WAV file removes its title, artist and all other tags.
# Expected by its README: manifests can be embedded directly into WAV files. The INFO list of a WAV file holds any number of entries, and
# the manifest is one of them.
# Seen: all INFO lists of the file are removed and one with the manifest alone is written, in place unless an output is named: INAM
# (title) and IART (artist) are gone, the sound is kept.
# Cost: generated songs lose their names, prompts and copyright notes as they get their proof of origin.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check genblaze-core==0.3.8
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io, struct
from genblaze_core import Modality, Pipeline
from genblaze_core.mocks import MockVideoProvider

_, manifest = Pipeline("sea").step(MockVideoProvider(), model="mock-v1", prompt="a sea", modality=Modality.VIDEO).run(raise_on_failure=False)

from genblaze_core.media.wav import WavHandler

def chunk(name, content):
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)

info = chunk(b"LIST", b"INFO" + chunk(b"INAM", b"Night train\0") + chunk(b"IART", b"Ann\0"))
sound = b"WAVE" + chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)) + chunk(b"data", bytes(160)) + info
with open("song.wav", "wb") as file:
    file.write(chunk(b"RIFF", sound))
WavHandler().embed("song.wav", manifest)
with open("song.wav", "rb") as file:
    after = file.read()
print({tag: tag in after for tag in (b"INAM", b"Night train", b"IART", b"data")})
assert b"Night train" not in after and b"INAM" not in after and b"IART" not in after
assert WavHandler().extract("song.wav").canonical_hash == manifest.canonical_hash
PY

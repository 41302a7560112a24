#!/bin/bash
# pyloudnorm 0.2.0: silence that is normalised becomes NaN, sample by sample.
# Expected: silence, which no gain can make louder. By its documentation normalize.loudness() and normalize.peak() give the normalised sound;
# ITU-R BS.1770-4 has a loudness for silence, minus infinity, which the Meter gives.
# Seen: zeros measured by Meter go in, and NaN comes out; numpy's "invalid value encountered in multiply" is all that is said.
# Cost: one silent stem, such as the voice in a piece without singing, makes the whole mix NaN, which is written as noise or silence.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyloudnorm==0.2.0 numpy==2.2.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import numpy as np
import pyloudnorm

silence, music = np.zeros(48000), 0.1 * np.sin(np.arange(48000) / 10)
loudness = pyloudnorm.Meter(48000).integrated_loudness(silence)
seen = {
    "loudness": pyloudnorm.normalize.loudness(silence, loudness, -23.0),
    "peak": pyloudnorm.normalize.peak(silence, -1.0),
}
for name, samples in seen.items():
    print(name, loudness, samples[:3], (music + samples)[:3])
    assert loudness == -np.inf and np.isnan(music + samples).all()
PY

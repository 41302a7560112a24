#!/bin/bash
# pitchfinder 2.3.4 (npm): silence has a pitch of 17,640 Hz.
# Expected by its README: a detector returns null if the pitch cannot be identified.
# Seen: YIN, the first of its detectors, finds 17,640 Hz in zeros, which is the sampling rate divided by 2.5, for any length. AMDF and
# DynamicWavelet return null.
# Cost: each pause of a singer is the highest note of the melody, far above all instruments; averages and ranges are wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" pitchfinder@2.3.4
cd "$dir"
cat > silence.cjs <<'JS'
const assert = require('node:assert');
const { AMDF, DynamicWavelet, YIN } = require('pitchfinder');

const silence = new Float32Array(2048);
const seen = [YIN, AMDF, DynamicWavelet].map((detector) => detector({ sampleRate: 44_100 })(silence));
console.log(seen);
assert.deepStrictEqual(seen, [17_640, null, null]);
JS
node silence.cjs

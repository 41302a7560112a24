#!/bin/bash
# music-tempo 1.0.3 (npm): sound at 48 kHz has another tempo: 120 beats a minute are 110.
# Expected by its README: it takes the samples of an AudioBuffer of the Web Audio API, whose rate is that of the device, often 48 kHz.
# Seen: a frame counts 441 samples and 0.01 s, whatever the rate, and there is no option for the rate. A click at 120 is found at 110.27,
# and the beats of 20 s of sound end at 21.2 s. With hopSize 480 it is right.
# Cost: tempo and beats are 9 % off, a plausible figure that nobody doubts, and cuts drift away from the music.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" music-tempo@1.0.3
cd "$dir"
cat > khz.cjs <<'JS'
const assert = require('node:assert');
const MusicTempo = require('music-tempo');

function clicks(rate) {
  const sound = new Float32Array(20 * rate);
  for (let start = 0; start < sound.length; start += rate / 2) {
    for (let index = 0; index < 400; index++) sound[start + index] = Math.sin(0.3 * index) * Math.exp(-index / 100);
  }
  return sound;
}
const seen = [new MusicTempo(clicks(44_100)), new MusicTempo(clicks(48_000)), new MusicTempo(clicks(48_000), { hopSize: 480 })];
console.log(seen.map(({ tempo, beats }) => [tempo, beats.at(-1)]));
assert.strictEqual(Math.round(seen[0].tempo), 120);
assert.strictEqual(Math.round(seen[1].tempo), 110);
assert.ok(seen[1].beats.at(-1) > 20.5);
assert.strictEqual(Math.round(seen[2].tempo), 120);
JS
node khz.cjs

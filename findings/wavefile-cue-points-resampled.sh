#!/bin/bash
# wavefile 11.0.0 (npm): after toSampleRate() the cue points stand at another time.
# Expected by its README: toSampleRate() changes the sample rate of the file, and the position of a cue point is in milliseconds. The sound
# keeps its length, so what is at 1 s stays at 1 s.
# Seen: the points keep their number of samples. From 8000 to 16000 Hz, the point at 1000 ms is at 500 ms, the region from 1000 to 1500 ms is
# one from 500 to 750 ms, and the sound still has 2 s.
# Cost: marks of words or chapters in speech that is resampled for a model (24 to 16 kHz, for example) point at other words.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wavefile@11.0.0
cd "$dir"
cat > cues.cjs <<'JS'
const assert = require('node:assert');
const { WaveFile } = require('wavefile');

const file = new WaveFile();
file.fromScratch(1, 8000, '16', new Int16Array(16000));
file.setCuePoint({ position: 1000, end: 1500, label: 'verse' });
const seen = () => {
  const [{ position, end }] = new WaveFile(file.toBuffer()).listCuePoints();
  return { position, end, seconds: file.getSamples().length / file.fmt.sampleRate };
};
const before = seen();
file.toSampleRate(16000);
console.log(before, seen());
assert.deepStrictEqual(before, { position: 1000, end: 1500, seconds: 2 });
assert.deepStrictEqual(seen(), { position: 500, end: 750, seconds: 2 });
JS
node cues.cjs

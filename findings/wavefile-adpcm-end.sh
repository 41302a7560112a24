#!/bin/bash
# wavefile 11.0.0 (npm): IMA ADPCM loses the end of the sound, and has silence in its place and behind it.
# Expected by its README: toIMAADPCM() encodes a file of 8000 Hz, fromIMAADPCM() decodes it; the fact chunk of the format tells how many
# samples the sound has, which may fill a last block in part.
# Seen: only full blocks of 505 samples are encoded. Of one second of a rising line (8000 samples) the last 425 are left out; the fact chunk
# says 9144, and the decoded sound has 9144 samples, 1.143 s, with zeros from the end of the last full block on.
# Cost: the last syllable of speech for telephones is cut off, up to 63 ms, and a pause follows that was not there.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wavefile@11.0.0
cd "$dir"
cat > adpcm.cjs <<'JS'
const assert = require('node:assert');
const { WaveFile } = require('wavefile');

const sound = Int16Array.from({ length: 8000 }, (_, index) => index * 4 + 100);
const file = new WaveFile();
file.fromScratch(1, 8000, '16', sound);
file.toIMAADPCM();
const told = file.fact.dwSampleLength;
const decoded = new WaveFile(file.toBuffer());
decoded.fromIMAADPCM();
const samples = Array.from(decoded.getSamples());
const highest = samples.reduce((most, value) => Math.max(most, value));
const zerosFrom = samples.findLastIndex((value) => value !== 0) + 1;
console.log({ told, decoded: samples.length, zerosFrom, highest, lastOfBlock: sound[15 * 505 - 1], last: sound[7999] });
assert.deepStrictEqual([told, samples.length, zerosFrom], [9144, 9144, 15 * 506]); // a block of 505 is decoded to 506
assert.ok(Math.abs(highest - sound[15 * 505 - 1]) < 100);
JS
node adpcm.cjs

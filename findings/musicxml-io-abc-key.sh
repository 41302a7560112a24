#!/bin/bash
# musicxml-io 0.9.6 (npm): the notes of an ABC tune lose the sharps and flats of its key.
# Expected by the ABC standard 2.1, section 4.2 with 3.1.14: a note without an accidental has that of the key, so F in K:G is F sharp.
# MusicXML (element alter): a pitch has the sounding alteration, also when the key shows it.
# Seen: <key> has one sharp, but the pitch of F has no <alter>, and exportMidi() plays F natural (65 for 66). Only the accidentals before a
# note are kept.
# Cost: each tune in another key than C or A minor is converted, transposed and played with wrong notes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" musicxml-io@0.9.6
cd "$dir"
cat > key.cjs <<'JS'
const assert = require('node:assert');
const { parseAbc, serialize, exportMidi } = require('musicxml-io');

const score = parseAbc('X:1\nT:Tune\nM:4/4\nL:1/4\nK:G\nF z z z|\n');
const xml = serialize(score);
const midi = Buffer.from(exportMidi(score)).toString('hex');
const seen = { fifths: xml.match(/<fifths>(.*?)</)[1], alter: xml.includes('<alter>'), key: parseInt(midi.match(/90(..)/)[1], 16) };
console.log(seen);
assert.deepStrictEqual(seen, { fifths: '1', alter: false, key: 65 });
JS
node key.cjs

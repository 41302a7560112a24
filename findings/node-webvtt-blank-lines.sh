#!/bin/bash
# node-webvtt 1.9.4 (npm): three blank lines between cues are an error.
# Expected: W3C WebVTT, section 4.1: blocks are separated by two or more line terminators, so by one blank line or more; its
# README asks for valid files only.
# Seen: with one blank line there are two cues; with three, parse() throws "Invalid cue timestamp (cue #1)". With { strict: false }
# the cues are there, but the file is called invalid, with the same message.
# Cost: captions of a finished transcription that every player shows cannot be read.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-webvtt@1.9.4
cd "$dir"
cat > cues.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('node-webvtt');

const file = (gap) => `WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nGood morning.${gap}00:00:03.000 --> 00:00:04.000\nGood night.\n`;
const texts = (input, options) => parse(input, options).cues.map((cue) => cue.text);
assert.deepStrictEqual(texts(file('\n\n')), ['Good morning.', 'Good night.']);
let refusal;
try {
  texts(file('\n\n\n\n'));
} catch (error) {
  refusal = error.message;
}
const lenient = parse(file('\n\n\n\n'), { strict: false });
console.log({ refusal, valid: lenient.valid, cues: lenient.cues.length });
assert.strictEqual(refusal, 'Invalid cue timestamp (cue #1)');
assert.deepStrictEqual([lenient.valid, lenient.cues.length], [false, 2]);
JS
node cues.cjs

#!/bin/bash
# node-webvtt 1.9.4 (npm): a time just below a whole second is written with four digits of milliseconds.
# Expected by W3C WebVTT, section 4.1 ("WebVTT timestamp"): three digits follow the point; by its README, compile() writes valid WebVTT.
# Seen: sample 71999 of sound at 24 kHz is at 2.99996 s, and is written as 00:00:02.1000: the part of the second is rounded up to 1000 ms, and the
# second is not. Its own parse() takes this for 2.1 s.
# Cost: browsers drop a cue with such a time, and other readers show it almost a second early; it hits times that were counted in samples or frames.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-webvtt@1.9.4
cd "$dir"
cat > time.cjs <<'JS'
const assert = require('node:assert');
const { compile, parse } = require('node-webvtt');

const cue = { identifier: '', start: 71999 / 24000, end: 4, text: 'Good morning.', styles: '' };
const file = compile({ valid: true, cues: [cue] });
const [{ start }] = parse(file).cues;
console.log({ given: cue.start, line: file.split('\n')[2], start });
assert.strictEqual(file.split('\n')[2], '00:00:02.1000 --> 00:00:04.000');
assert.strictEqual(start, 2.1);
JS
node time.cjs

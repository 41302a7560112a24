#!/bin/bash
# daccord 1.1.0 (npm): "maj" is a chord with a major seventh, while "ma" and "M" are the plain triad.
# Expected by chord charts, and its own reading of "ma" and "M": Cmaj is C major, and the seventh is written: Cmaj7.
# Seen: daccord('maj') is P1, M3, P5, M7, the same as daccord('maj7').
# Cost: a song whose chords are written Cmaj, as many programs export them, gets a seventh in each major chord.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" daccord@1.1.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const daccord = require('daccord');

console.log(daccord('maj'), daccord('ma'), daccord('M'));
assert.deepStrictEqual(daccord('maj'), daccord('maj7'));
assert.deepStrictEqual(daccord('ma'), ['P1', 'M3', 'P5']);
assert.deepStrictEqual(daccord('M'), ['P1', 'M3', 'P5']);
JS
node show.cjs

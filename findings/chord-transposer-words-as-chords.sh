#!/bin/bash
# chord-transposer 3.0.9 (npm): words of the lyrics are transposed.
# Expected by its README: chords are transposed within a text, and the example leaves the line of words as it is.
# Seen: each "A" and "Am" counts as a chord, wherever it stands: under a line of chords "A day" becomes "C day", three half tones up.
# Cost: sheets for singing and prompts for generated songs get wrong words, another one in each key.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" chord-transposer@3.0.9
cd "$dir"
cat > words.cjs <<'JS'
const assert = require('node:assert');
const { transpose } = require('chord-transposer');

const seen = transpose('Am   G\nA day by the sea').up(3).toString();
console.log(seen);
assert.strictEqual(seen, 'Cm   Bb\nC day by the sea');
JS
node words.cjs

#!/bin/bash
# daccord 1.1.0 (npm): "madd9" is an error, which is returned instead of raised; "add2" is a plain major chord.
# Expected by its README: a forgiving parser. m is minor and add9 adds a ninth, and each is read alone.
# Seen: the "ma" of "madd9" is taken for major, and "dd9" is left. The error comes as the result, so code that goes through the notes
# fails elsewhere. Of "add2" the added note is dropped.
# Cost: two of the most usual chords of pop music cannot be played, or are played without what makes them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" daccord@1.1.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const daccord = require('daccord');

const [minor, added] = ['madd9', 'add2'].map((name) => daccord(name));
console.log(minor, added);
assert.ok(minor instanceof Error && /Invalid/.test(minor.message));
assert.deepStrictEqual(added, ['P1', 'M3', 'P5']);
assert.deepStrictEqual(daccord('add9'), ['P1', 'M3', 'P5', 'M9']);
JS
node show.cjs

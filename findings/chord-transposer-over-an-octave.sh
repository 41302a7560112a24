#!/bin/bash
# chord-transposer 3.0.9 (npm): down(13) is an error, while up(13) works.
# Expected by its README: "`up` or `down` any number of semitones".
# Seen: from C, thirteen half tones up is D flat, but thirteen down raises "-1 is not a valid rank": one octave is added before the
# remainder of twelve is taken, which is not enough.
# Cost: a key slider that goes below the octave stops with an error for some songs, and not for others.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" chord-transposer@3.0.9
cd "$dir"
cat > octave.cjs <<'JS'
const assert = require('node:assert');
const { transpose } = require('chord-transposer');

const shift = (semitones) => {
  try {
    return transpose('C G').up(semitones).toString();
  } catch (error) {
    return error.message;
  }
};
const seen = [shift(13), shift(-12), shift(-13)];
console.log(seen);
assert.deepStrictEqual(seen, ['Db Ab', 'C G', '-1 is not a valid rank.']);
JS
node octave.cjs

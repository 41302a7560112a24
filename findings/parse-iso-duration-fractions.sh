#!/bin/bash
# parse-iso-duration 1.1.0 (npm): a duration with a fraction, such as PT1.5S, is invalid.
# Expected by ISO 8601: the smallest value may have a decimal fraction, with a point or a comma; durations of media in DASH manifests and
# of APIs are written so.
# Seen: Error "Invalid duration", although its result is in milliseconds. "PT" and "P", which say nothing, are 0.
# Cost: no length of a clip can be read that is no whole number of seconds.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-iso-duration@1.1.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const parse = require('parse-iso-duration');

assert.strictEqual(parse('PT2S'), 2000);
assert.throws(() => parse('PT1.5S'), (error) => {
  console.log(error.message);
  return error.message === 'Invalid duration';
});
assert.throws(() => parse('PT0,5H'), /Invalid duration/);
assert.strictEqual(parse('PT'), 0);
JS
node show.cjs

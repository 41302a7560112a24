#!/bin/bash
# webvtt-parser 2.2.0 (npm): valid files with a region have errors.
# Expected by W3C WebVTT, section 4.1: REGION blocks may stand between the header and the first cue, and region: is a setting of a cue. Its
# README calls it a "WebVTT parser and validator".
# Seen: the block gives "Cue identifier needs to be followed by timestamp." and more, and region:bottom "Invalid setting."; the cue itself
# is read. A STYLE block gives none.
# Cost: a check of captions before they are uploaded refuses files that browsers show.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" webvtt-parser@2.2.0
cd "$dir"
cat > blocks.cjs <<'JS'
const assert = require('node:assert');
const { WebVTTParser } = require('webvtt-parser');

const errors = (block, setting = '') => {
  const parts = ['WEBVTT', block, `00:01.000 --> 00:02.000${setting}\nGood morning.\n`];
  const { cues, errors: found } = new WebVTTParser().parse(parts.join('\n\n'));
  assert.strictEqual(cues.length, 1);
  return found.map(({ message }) => message);
};
const seen = { style: errors('STYLE\n::cue { color: yellow }'), region: errors('REGION\nid:bottom', ' region:bottom') };
console.log(seen);
assert.deepStrictEqual(seen.style, []);
assert.ok(seen.region.includes('Cue identifier needs to be followed by timestamp.'));
assert.ok(seen.region.includes('Invalid setting.'));
JS
node blocks.cjs

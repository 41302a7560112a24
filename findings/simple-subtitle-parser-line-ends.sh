#!/bin/bash
# simple-subtitle-parser 2.0.0 (npm): an SRT file with the line ends of the format becomes one cue.
# Expected by the SubRip format: lines end with carriage return and line feed, as the program that gave the format its name writes them.
# Seen: of two cues one is returned, and the number, the times and the text of the second are lines of its text.
# Cost: all subtitles but the first are lost, and the first is the whole film.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" simple-subtitle-parser@2.0.0
cd "$dir"
cat > ends.cjs <<'JS'
const assert = require('node:assert');
const { parser } = require('simple-subtitle-parser');

const text = '1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nWorld\n';
(async () => {
  const feed = await parser('SRT', text);
  const both = await parser('SRT', text.replaceAll('\n', '\r\n'));
  console.log(JSON.stringify(feed.map((cue) => cue.text)), JSON.stringify(both.map((cue) => cue.text)));
  assert.deepStrictEqual(feed.map((cue) => cue.text), [['Hello'], ['World']]);
  assert.strictEqual(both.length, 1);
  assert.ok(both[0].text.includes('00:00:03,000 --> 00:00:04,000\r'));
})();
JS
node ends.cjs

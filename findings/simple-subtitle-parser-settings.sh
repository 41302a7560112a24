#!/bin/bash
# simple-subtitle-parser 2.0.0 (npm): a WebVTT cue with settings has no end time.
# Expected by the WebVTT specification: settings such as "align:start" may follow the end time on the same line.
# Seen: the end in seconds is NaN; without the settings it is 2.5.
# Cost: the cue is never shown, or never taken away.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" simple-subtitle-parser@2.0.0
cd "$dir"
cat > settings.cjs <<'JS'
const assert = require('node:assert');
const { parser } = require('simple-subtitle-parser');

const times = async (settings) => {
  const [cue] = await parser('WEBVTT', `WEBVTT\n\n00:00:01.000 --> 00:00:02.500${settings}\nHello\n`);
  return [cue.startTime.totals.inSeconds, cue.endTime.totals.inSeconds];
};
(async () => {
  const plain = await times('');
  const placed = await times(' align:start');
  console.log(plain, placed);
  assert.deepStrictEqual(plain, [1, 2.5]);
  assert.deepStrictEqual(placed, [1, NaN]);
})();
JS
node settings.cjs

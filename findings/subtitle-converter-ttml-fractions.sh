#!/bin/bash
# subtitle-converter 3.0.12 (npm): fractions of a second in TTML are taken for milliseconds, whatever their length.
# Expected by TTML (time expressions, clock-time): the digits after the point are a decimal fraction of a second, as many as are written, so .5 is
# half a second and .25 a quarter.
# Seen: 00:00:01.5 becomes 00:00:01,005 in SRT, and 00:00:02.25 becomes 00:00:02,025. With three digits it is right.
# Cost: captions come up to almost a second too early, and a short one can end before it begins.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subtitle-converter@3.0.12
cd "$dir"
cat > fractions.cjs <<'JS'
const assert = require('node:assert');
const { convert } = require('subtitle-converter');

const times = (begin, end) => {
  const caption = `<p begin="${begin}" end="${end}">Good morning.</p>`;
  const file = `<?xml version="1.0" encoding="utf-8"?><tt xmlns="http://www.w3.org/ns/ttml"><head></head><body><div>${caption}</div></body></tt>`;
  return convert(file, '.srt', {}).subtitle.split('\r\n')[1];
};
const seen = [times('00:00:01.500', '00:00:02.250'), times('00:00:01.5', '00:00:02.25')];
console.log(seen);
assert.deepStrictEqual(seen, ['00:00:01,500 --> 00:00:02,250', '00:00:01,005 --> 00:00:02,025']);
JS
node fractions.cjs

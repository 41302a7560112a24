#!/bin/bash
# node-captions 0.4.6 (npm): TTML times have hundredths of a second where the format has frames.
# Expected by TTML1, section 10.3.1: in hh:mm:ss:ff the last part counts frames, and is below ttp:frameRate; the file itself says 24.
# Seen: 1.5 s is written "00:00:01:50", frame 50 of 24 (12 would be right); 1.2 s is "00:00:01:20", which means 1.83 s. It is the same in
# its SMPTE-TT.
# Cost: captions come up to 0.7 seconds late, and those with a part above 23 are invalid.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-captions@0.4.6
cd "$dir"
cat > frames.cjs <<'JS'
const assert = require('node:assert');
const { ttml, smpte_tt } = require('node-captions');

const captions = () => [{ text: 'Hello', startTimeMicro: 1_200_000, endTimeMicro: 1_500_000 }];
const times = (file) => [file.match(/ttp:frameRate="(\d+)"/)[1], ...file.match(/begin="([^"]*)".*end="([^"]*)"/).slice(1)];
const seen = [times(ttml.generate(captions())), times(smpte_tt.generate(captions()))];
console.log(seen);
const wrong = ['24', '00:00:01:20', '00:00:01:50'];
assert.deepStrictEqual(seen, [wrong, wrong]);
JS
node frames.cjs

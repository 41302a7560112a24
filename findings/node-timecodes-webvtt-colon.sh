#!/bin/bash
# node-timecodes 2.5.0 (npm): the times that it makes for WebVTT have a colon where WebVTT has a point.
# Expected by its README: "use ms format for WebVTT timestamps"; and WebVTT, section 4.3: the milliseconds stand behind a full stop.
# Seen: with ms: true 1427.4 s become 00:23:47:400.
# Cost: no player shows a caption with such a time; a reader that counts colons takes it for four parts.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-timecodes@2.5.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { fromSeconds } = require('node-timecodes');

const time = fromSeconds(1427.4, { ms: true });
console.log(time);
assert.strictEqual(time, '00:23:47:400');
assert.match(fs.readFileSync('node_modules/node-timecodes/README.md', 'utf8'), /use ms format for WebVTT timestamps/);
JS
node show.cjs

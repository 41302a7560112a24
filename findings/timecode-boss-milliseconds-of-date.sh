#!/bin/bash
# timecode-boss 6.2.0 (npm): a Date with 50 milliseconds is half a second past.
# Expected by its README: a timecode can be made of a Date. 50 ms are one frame and a half at 30 frames a second.
# Seen: the milliseconds are divided by ten until they are at most one, so 50 and 500 ms both become half a second, frame 15, and 1 and
# 100 ms become a whole second.
# Cost: one of ten times is up to 0.9 s late, and times that follow one another go backwards.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" timecode-boss@6.2.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const Timecode = require('timecode-boss');

const at = (milliseconds) => new Timecode(new Date(2026, 0, 1, 10, 0, 0, milliseconds), 30).toString();
console.log(at(0), at(1), at(50), at(100), at(500));
assert.deepStrictEqual([0, 1, 50, 100, 500].map(at), ['10:00:00:00', '10:00:01:00', '10:00:00:15', '10:00:01:00', '10:00:00:15']);
JS
node show.cjs

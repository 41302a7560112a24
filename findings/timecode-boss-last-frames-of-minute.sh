#!/bin/bash
# timecode-boss 6.2.0 (npm): the last two frames of a minute have the timecodes of the first two of the next.
# Expected by drop-frame time (SMPTE ST 12): frame 1,798 is 00:00:59;28, and the numbers of ten minutes all differ.
# Seen: frame 1,798 is given as 00:01:00;02, which is also frame 1,800, and 1,799 as 00:01:00;03. So it is at the end of each minute that
# is followed by one with dropped numbers.
# Cost: a cut at the end of a minute is made two frames late, and two places of a video have one name.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" timecode-boss@6.2.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const Timecode = require('timecode-boss');

const names = [1797, 1798, 1799, 1800, 1801].map((frame) => new Timecode(frame, 29.97).toString());
console.log(names);
assert.deepStrictEqual(names, ['00:00:59;27', '00:01:00;02', '00:01:00;03', '00:01:00;02', '00:01:00;03']);
const second = [3595, 3596, 3597, 3598].map((frame) => new Timecode(frame, 29.97).toString());
assert.deepStrictEqual(second, ['00:01:59;27', '00:02:00;02', '00:02:00;03', '00:02:00;02']);
JS
node show.cjs

#!/bin/bash
# smpte-timecode 1.3.6 (npm): without drop frames the last minutes before midnight become the first after it.
# Expected by SMPTE 12M: without drop frames a day at 29.97 frames a second has 24 x 3600 x 30 = 2,592,000 timecodes, the last of which is
# 23:59:59:29.
# Seen: add() wraps at 29.97 x 86,400 = 2,589,408, so one frame after 23:59:00:00 is 00:00:26:13 of the next day, though 1,799 frames of
# this one are left.
# Cost: a programme that runs up to midnight jumps back by a day, and sorted lists of shots are out of order.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" smpte-timecode@1.3.6
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import Timecode from 'smpte-timecode';

const before = new Timecode('23:59:00:00', 29.97, false);
const after = new Timecode('23:59:00:00', 29.97, false).add(1);
console.log(before.toString(), before.frameCount, after.toString(), after.frameCount);
assert.strictEqual(before.frameCount, 2590200);
assert.strictEqual(after.frameCount, 793);
assert.strictEqual(after.toString(), '00:00:26:13');
JS
node check.mjs

#!/bin/bash
# subsrt-ts 2.1.2 (npm): captions to and from MicroDVD (.sub) are wrong by a factor of 1000.
# Expected by its README: start and end of a caption are milliseconds, in each format. In MicroDVD they are frames.
# Seen: written at 25 frames a second, a caption from 1000 to 2500 ms gets the frames 25000 to 62500 instead of 25 to 63. Read,
# the frames 25 to 75 (1 to 3 s) are start 1 and end 3; converted to SRT that is from 1 to 3 ms.
# Cost: captions that were converted appear after the video's end, or all at its beginning; the fractions of a second are gone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subsrt-ts@2.1.2
cd "$dir"
cat > frames.mjs <<'JS'
import assert from 'node:assert';
import subsrt from 'subsrt-ts';

const frames = subsrt.convert('1\n00:00:01,000 --> 00:00:02,500\nHello\n\n', { to: 'sub' });
console.log('from SRT:', frames.trim());
assert.strictEqual(frames.trim(), '{25000}{62500}Hello');
const srt = subsrt.convert('{25}{75}Hello\n', { from: 'sub', to: 'srt' });
console.log('to SRT:', srt.trim().split('\r\n'));
assert.match(srt, /00:00:00,001 --> 00:00:00,003/);
JS
node frames.mjs

#!/bin/bash
# subsrt-ts 2.1.2 (npm): converting captions removes the text between "<" and ">".
# Expected: SRT knows the tags b, i, u and font; other signs are text. From SRT to SRT (to shift the times, for example) the text is the
# same.
# Seen: all between the two signs goes: "If x < 3 and y > 2, stop." becomes "If x  2, stop."; so does all between braces ("{laughs}"),
# and from ">>" to the next colon (">> At 10:30 we start" is "30 we start").
# Cost: captions of lessons in mathematics or programming, and times in news, say something else than what was transcribed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subsrt-ts@2.1.2
cd "$dir"
cat > signs.mjs <<'JS'
import assert from 'node:assert';
import subsrt from 'subsrt-ts';

const converted = (text) => subsrt.convert(`1\r\n00:00:01,000 --> 00:00:02,000\r\n${text}\r\n\r\n`, { to: 'srt' }).split('\r\n')[2];
const texts = ['If x < 3 and y > 2, stop.', '>> At 10:30 we start', 'plain'];
const found = texts.map(converted);
console.log(found);
assert.deepStrictEqual(found, ['If x  2, stop.', '30 we start', 'plain']);
JS
node signs.mjs

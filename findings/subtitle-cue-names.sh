#!/bin/bash
# subtitle 4.2.2 (npm): the name of a WebVTT cue becomes text of the cue before it, and a name of the first cue is refused.
# Expected by WebVTT: a cue may have an identifier, any line without "-->" ("WebVTT cue identifier"). The README tells of partial
# support of WebVTT; it names no such limit.
# Seen: names of digits alone are known. "chapter-2" before the second cue ends the text of the first one, after a blank line;
# before the first cue it is the error 'expected timestamp at row 3, but received: "chapter-1"'.
# Cost: names of chapters, speakers or segments that a service writes are shown to viewers; with a name at the start there are
# no captions at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subtitle@4.2.2
cd "$dir"
cat > names.cjs <<'JS'
const assert = require('node:assert');
const { parseSync } = require('subtitle');

const captions = (first, second) => `WEBVTT\n
${first}00:00:01.000 --> 00:00:02.000\nHello\n
${second}00:00:03.000 --> 00:00:04.000\nWorld\n`;
const texts = (vtt) => parseSync(vtt).filter(({ type }) => type === 'cue').map(({ data }) => data.text);
assert.deepStrictEqual(texts(captions('1\n', '2\n')), ['Hello', 'World']);
const found = texts(captions('1\n', 'chapter-2\n'));
console.log(found);
assert.deepStrictEqual(found, ['Hello\n\nchapter-2', 'World']);
assert.throws(() => texts(captions('chapter-1\n', '')), (error) => {
  console.log(error.message);
  return error.message === 'expected timestamp at row 3, but received: "chapter-1"';
});
JS
node names.cjs

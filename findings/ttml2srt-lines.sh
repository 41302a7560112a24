#!/bin/bash
# ttml2srt 1.2.4 (npm): a caption whose element goes over several lines of the file is left out.
# Expected by XML 1.0, which TTML is: a line end within an element is white space like any other; pretty-printed files are full of them.
# Seen: <p ...>, a line end, the text, a line end and </p> give no caption, and no warning; the same on one line is there. If all are
# written so, it ends in TypeError (null is not iterable).
# Cost: of files that were formatted, or whose captions have two lines in the source, captions are missing without a word.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ttml2srt@1.2.4
cd "$dir"
cat > lines.cjs <<'JS'
const assert = require('node:assert');
const { ttml2srt } = require('ttml2srt');

console.info = () => {};
const warnings = [];
console.warn = (text) => warnings.push(text);
const texts = (...captions) => {
  try {
    return ttml2srt(`<tt xmlns="http://www.w3.org/ns/ttml"><body><div>\n${captions.join('\n')}\n</div></body></tt>`).match(/[A-Z]\w+/g);
  } catch (error) {
    return error.name;
  }
};
const one = '<p begin="1s" end="2s">One</p>';
const two = '<p begin="3s" end="4s">\n  Two\n</p>';
const seen = { both: texts(one, two), formatted: texts(two) };
const noted = warnings.filter((text) => text.includes('not parsed'));
console.log(seen, noted);
assert.deepStrictEqual(seen, { both: ['One'], formatted: 'TypeError' });
assert.deepStrictEqual(noted, []);
JS
node lines.cjs

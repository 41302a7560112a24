#!/bin/bash
# lrc-kit 1.2.1 (npm): the words of a line that begins at [00:00.00] have no times, and their tags stay in the text.
# Expected by its README ("Enhanced format"): a line with a time before each word gives wordTimestamps, and content without the tags.
# Seen: at 0 s the line has no wordTimestamps, and its content is "<00:00.00> Good <00:00.50> morning". The same line at two seconds is
# read as the README shows.
# Cost: generated speech begins at 0 s, so the first line of nearly every transcript with word times is shown with its tags.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" lrc-kit@1.2.1
cd "$dir"
cat > words.cjs <<'JS'
const assert = require('node:assert');
const { Lrc } = require('lrc-kit');

const line = (second) => {
  const text = `[00:0${second}.00] <00:0${second}.00> Good <00:0${second}.50> morning`;
  const [{ content, wordTimestamps }] = Lrc.parse(text, { enhanced: true }).lyrics;
  return { content, times: wordTimestamps?.map(({ timestamp }) => timestamp) };
};
console.log(line(0), line(2));
assert.deepStrictEqual(line(2), { content: 'Good morning', times: [2, 2.5] });
assert.deepStrictEqual(line(0), { content: '<00:00.00> Good <00:00.50> morning', times: undefined });
JS
node words.cjs

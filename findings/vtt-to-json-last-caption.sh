#!/bin/bash
# vtt-to-json 0.1.1 (npm): the last caption is missing if the file ends with a line end.
# Expected by W3C WebVTT, section 4.1: a file may end with line terminators after the last block, as text files do; its README converts a
# whole file.
# Seen: of three captions there are One and Two; without the line end at the end of the file there is Three, too. There is no error.
# Cost: the last sentence of nearly every transcript is lost on the way to the search index, the translation or the video.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" vtt-to-json@0.1.1
cd "$dir"
cat > last.cjs <<'JS'
const assert = require('node:assert');
const vttToJson = require('vtt-to-json');

const cue = (second, text) => `00:00:0${second}.000 --> 00:00:0${second + 1}.000\n${text}\n`;
const file = ['WEBVTT\n', cue(1, 'One'), cue(3, 'Two'), cue(5, 'Three')].join('\n');
const texts = async (content) => (await vttToJson(content)).map(({ part }) => part).filter(Boolean);
(async () => {
  const seen = { whole: await texts(file), trimmed: await texts(file.trimEnd()) };
  console.log(seen);
  assert.deepStrictEqual(seen, { whole: ['One', 'Two'], trimmed: ['One', 'Two', 'Three'] });
})();
JS
node last.cjs

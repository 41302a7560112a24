#!/bin/bash
# vtt-2-json 1.1.4 (npm): a sentence that is said twice in a row loses its second caption.
# Expected by W3C WebVTT, section 4.1: each cue has its own text, whatever the cue before it says.
# Seen: of two cues "Yes." the second is kept with its times and an empty text, since a line that equals the cue before is left out (meant
# for captions that roll up).
# Cost: refrains, counted beats and answers such as "Yes." "Yes." are lost, and a dubbing has a silent gap there.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" vtt-2-json@1.1.4
cd "$dir"
cat > twice.cjs <<'JS'
const assert = require('node:assert');
const convert = require('vtt-2-json');

const cue = (second, text) => `\n00:00:0${second}.000 --> 00:00:0${second + 1}.000\n${text}\n`;
convert('WEBVTT\n' + cue(1, 'Ready?') + cue(2, 'Yes.') + cue(3, 'Yes.') + cue(4, 'Go')).then((cues) => {
  const seen = cues.map(({ start, part }) => [start, part]);
  console.log(seen);
  assert.deepStrictEqual(seen, [[1000, 'Ready?'], [2000, 'Yes.'], [3000, ''], [4000, 'Go']]);
});
JS
node twice.cjs

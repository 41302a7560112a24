#!/bin/bash
# subtitles-parser-vtt 0.1.0 (npm): cues whose times have no hours are not found.
# Expected by W3C WebVTT, section 4.1 ("WebVTT timestamp"): the hours may be left out if they are zero, and many writers leave them out; the function
# is called fromVtt().
# Seen: of a file with one cue at 00:01.000 and one at 00:00:03.000 there is only the second; if all are written without hours the
# list is empty. No error is raised.
# Cost: the captions of most short clips are an empty list.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subtitles-parser-vtt@0.1.0
cd "$dir"
cat > hours.cjs <<'JS'
const assert = require('node:assert');
const { fromVtt } = require('subtitles-parser-vtt');

const texts = (...hours) => {
  const cues = hours.map((hour, index) => `${hour}00:0${index}.000 --> ${hour}00:0${index}.900\nLine ${index + 1}\n`);
  return fromVtt(['WEBVTT\n', ...cues].join('\n')).map(({ text }) => text);
};
const seen = { all: texts('00:', '00:'), one: texts('', '00:'), none: texts('', '') };
console.log(seen);
assert.deepStrictEqual(seen, { all: ['Line 1', 'Line 2'], one: ['Line 2'], none: [] });
JS
node hours.cjs

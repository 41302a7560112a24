#!/bin/bash
# vtt-to-json 0.1.1 (npm): the first caption comes twice, and what stands before the second is the text of its copy.
# Expected: a section for each cue, with its own text. By W3C WebVTT, section 4.1, a line before the times is the name of the cue, and a
# block that begins with NOTE is a comment; neither is text.
# Seen: two cues give three sections: the first from 1 to 2 s with its text, one more from 1 to 2 s, and the second. The copy is empty, or
# has the name of the second cue, or the comment, as its text.
# Cost: a list of sentences has one too many, so all that is counted by its index (translations, chapters) is shifted by one; "2" is spoken.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" vtt-to-json@0.1.1
cd "$dir"
cat > twice.cjs <<'JS'
const assert = require('node:assert');
const vttToJson = require('vtt-to-json');

const sections = async (between) => {
  const cues = ['00:00:01.000 --> 00:00:02.000\nOne', `${between}00:00:03.000 --> 00:00:04.000\nTwo`];
  return (await vttToJson(['WEBVTT', ...cues].join('\n\n'))).map(({ start, part }) => `${start} ${part}`);
};
(async () => {
  const seen = [await sections(''), await sections('2\n'), await sections('NOTE take 2\n\n')];
  console.log(seen);
  assert.deepStrictEqual(seen, [
    ['1000 One', '1000 ', '3000 Two'],
    ['1000 One', '1000 2', '3000 Two'],
    ['1000 One', '1000 NOTE take 2', '3000 Two'],
  ]);
})();
JS
node twice.cjs

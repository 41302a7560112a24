#!/bin/bash
# vtt-2-json 1.1.4 (npm): a comment (NOTE) becomes text of the cue before it.
# Expected by W3C WebVTT, section 4.1: an empty line ends a cue, and a block that begins with NOTE is a comment, which nobody is to see.
# Seen: the text of the cue becomes "Well", a line end, "NOTE check this", and the list of its words has "wellnote".
# Cost: remarks of an editor or a translator are shown and read aloud.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" vtt-2-json@1.1.4
cd "$dir"
cat > note.cjs <<'JS'
const assert = require('node:assert');
const convert = require('vtt-2-json');

const FILE = `WEBVTT

00:00:01.000 --> 00:00:02.000
Hello there

00:00:02.000 --> 00:00:03.000
Well

NOTE check this

00:00:03.000 --> 00:00:04.000
Bye
`;
convert(FILE).then((cues) => {
  const seen = cues.map((cue) => cue.part);
  const words = cues[1].words.map(({ word }) => word);
  console.log(seen, words);
  assert.deepStrictEqual([seen, words[0]], [['Hello there', 'Well\nNOTE check this', 'Bye'], 'wellnote']);
});
JS
node note.cjs

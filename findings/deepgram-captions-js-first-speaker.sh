#!/bin/bash
# @deepgram/captions 1.2.0 (npm): if the first word is not of speaker 0, no captions can be made.
# Expected by Deepgram's docs (diarization): each word has the number of its speaker, in any order; the package writes the speaker into the
# captions.
# Seen: for words of speaker 1 and then 0, srt() and webvtt() raise TypeError ("Cannot use 'in' operator to search for 'speaker' in undefined"): a
# first, empty line is made for speaker 0, who has said nothing yet. From speaker 0 to 1 it works.
# Cost: a part of a longer transcript, or a recording that the second speaker begins, has no captions at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @deepgram/captions@1.2.0
cd "$dir"
cat > speaker.cjs <<'JS'
const assert = require('node:assert');
const { srt, webvtt } = require('@deepgram/captions');

const lines = (make, ...speakers) => {
  const words = speakers.map((speaker, index) => ({ word: 'yes', start: index, end: index + 0.5, confidence: 0.9, speaker }));
  try {
    return make({ results: { channels: [{ alternatives: [{ words }] }] } }).match(/-->/g).length;
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
const seen = { zeroFirst: lines(srt, 0, 1), oneFirst: lines(srt, 1, 0), webvtt: lines(webvtt, 1, 0) };
console.log(seen);
const refusal = "TypeError: Cannot use 'in' operator to search for 'speaker' in undefined";
assert.deepStrictEqual(seen, { zeroFirst: 2, oneFirst: refusal, webvtt: refusal });
JS
node speaker.cjs

#!/bin/bash
# @deepgram/captions 1.2.0 (npm): of a recording with several channels only the first is captioned.
# Expected by Deepgram's docs (multichannel): with multichannel=true each channel is transcribed on its own, and results.channels has one
# entry for each; a caption file is there for all that is said.
# Seen: a call with the caller on channel 0 and the agent on channel 1 gives the captions of the caller alone, in webvtt() and srt();
# nothing tells of the other, though the header of the WebVTT says "Channels: 2".
# Cost: half of each telephone call or interview with a microphone for each speaker is missing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @deepgram/captions@1.2.0
cd "$dir"
cat > channels.cjs <<'JS'
const assert = require('node:assert');
const { srt, webvtt } = require('@deepgram/captions');

const channel = (word, start) => {
  const words = [{ word, punctuated_word: word, start, end: start + 1, confidence: 0.9 }];
  return { alternatives: [{ transcript: word, confidence: 0.9, words }] };
};
const transcription = { metadata: { channels: 2 }, results: { channels: [channel('Hello?', 1), channel('Welcome.', 3)] } };
const seen = [srt(transcription), webvtt(transcription)];
console.log(seen[1]);
for (const captions of seen) {
  assert.match(captions, /Hello\?/);
  assert.doesNotMatch(captions, /Welcome/);
}
assert.match(seen[1], /Channels: 2/);
JS
node channels.cjs

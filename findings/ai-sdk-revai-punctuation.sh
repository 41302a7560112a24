#!/bin/bash
# @ai-sdk/revai 2.0.57 (npm): in the segments, punctuation belongs to the word after it, and that at the end of a turn is lost.
# Expected by Rev AI's description of its transcripts: an element of type punct follows the word that it belongs to, and has no times of
# its own.
# Seen: "Hi, there. Yes." has the segments "Hi", ", there" and "Yes": comma and space begin the next segment, and both full stops are in
# none. The text of the result is right.
# Cost: captions that are made of the segments begin with commas and end no sentence, so nothing that splits at sentences works.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" ai@6.0.326 @ai-sdk/revai@2.0.57
cd "$dir"
cat > punctuation.mjs <<'JS'
import assert from 'node:assert';
import { experimental_transcribe as transcribe } from 'ai';
import { createRevai } from '@ai-sdk/revai';

const word = (value, ts, end_ts) => ({ type: 'text', value, ts, end_ts });
const punct = (value) => ({ type: 'punct', value });
const monologues = [
  { elements: [word('Hi', 0.5, 0.9), punct(','), punct(' '), word('there', 1, 1.5), punct('.')] },
  { elements: [word('Yes', 2, 2.5), punct('.')] },
];
const fetch = async (url) => {
  const answer = String(url).endsWith('/transcript') ? { monologues } : { id: 'j', status: 'transcribed', language: 'en' };
  return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
};
const model = createRevai({ apiKey: 'key', fetch }).transcription('machine');
const { text, segments } = await transcribe({ model, audio: new Uint8Array([1, 2, 3]) });
console.log(text, segments);
assert.strictEqual(text, 'Hi, there. Yes.');
assert.deepStrictEqual(segments.map((segment) => segment.text), ['Hi', ', there', 'Yes']);
JS
node punctuation.mjs

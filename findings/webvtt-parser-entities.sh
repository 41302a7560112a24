#!/bin/bash
# webvtt-parser 2.2.0 (npm): behind a character that is written as an entity, its semicolon stays in the text.
# Expected by W3C WebVTT, section 6.4 (WebVTT cue text tokenizer, HTML character reference in data state): "&amp;" is the character "&", the
# semicolon is part of it.
# Seen: the tree of "Tom &amp; Ann &lt;3" has the text "Tom &; Ann <;3", and WebVTTSerializer writes "Tom &amp;; Ann &lt;;3"; each time
# that a file is read and written, one more semicolon is added. No error is listed.
# Cost: captions with "&", "<" or non-breaking spaces are shown with stray semicolons.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" webvtt-parser@2.2.0
cd "$dir"
cat > entities.cjs <<'JS'
const assert = require('node:assert');
const { WebVTTParser, WebVTTSerializer } = require('webvtt-parser');

const round = (file) => {
  const { cues, errors } = new WebVTTParser().parse(file);
  assert.deepStrictEqual(errors, []);
  return { text: cues[0].tree.children[0].value, written: new WebVTTSerializer().serialize(cues).trim() };
};
const first = round('WEBVTT\n\n00:01.000 --> 00:02.000\nTom &amp; Ann &lt;3\n');
const lines = [first.written, round(`${first.written}\n`).written].map((file) => file.split('\n').pop());
console.log(first.text, lines);
assert.strictEqual(first.text, 'Tom &; Ann <;3');
assert.deepStrictEqual(lines, ['Tom &amp;; Ann &lt;;3', 'Tom &amp;;; Ann &lt;;;3']);
JS
node entities.cjs

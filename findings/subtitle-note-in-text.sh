#!/bin/bash
# subtitle 4.2.2 (npm): a caption's text ends before a line that begins with NOTE, and what follows is dropped, in SRT too.
# Expected: SRT has no comments; in WebVTT a comment is a block of its own after a blank line, and its first line is NOTE alone
# or followed by a space ("WebVTT comment block"). Lines before the blank line are the text of the cue.
# Seen: of "She reads:" / "NOTEBOOK, PAGE ONE" / "and laughs." only "She reads:" is left. No error; the next cue is there.
# Cost: captions in capitals (signs, songs, news) lose lines that were transcribed and paid for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subtitle@4.2.2
cd "$dir"
cat > note.cjs <<'JS'
const assert = require('node:assert');
const { parseSync } = require('subtitle');

const text = 'She reads:\nNOTEBOOK, PAGE ONE\nand laughs.';
const next = '2\n00:00:04,000 --> 00:00:05,000\nGoodbye\n';
const srt = `1\n00:00:01,000 --> 00:00:03,000\n${text}\n\n${next}`;
for (const captions of [srt, `WEBVTT\n\n${srt.replaceAll(',0', '.0')}`]) {
  const found = parseSync(captions).filter(({ type }) => type === 'cue').map(({ data }) => data.text);
  console.log(found);
  assert.deepStrictEqual(found, ['She reads:', 'Goodbye']);
}
JS
node note.cjs

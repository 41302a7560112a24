#!/bin/bash
# aws-transcription-to-srt 1.0.6 (npm): the times of its SRT have a point where SRT has a comma.
# Expected by SRT as SubRip writes it, and by the example of its README: hours:minutes:seconds,milliseconds; a point is how WebVTT writes it.
# Seen: 0.1 s is written as 00:00:00.100. srt-parser-2 1.2.3 takes it all the same, subtitles-parser 0.0.2 finds no caption in the file.
# Cost: players and upload forms that go by the format show or take no captions, though the file is full of them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" aws-transcription-to-srt@1.0.6 srt-parser-2@1.2.3 subtitles-parser@0.0.2
cd "$dir"
cat > points.cjs <<'JS'
const assert = require('node:assert');
const toSrt = require('aws-transcription-to-srt');
const { default: SrtParser } = require('srt-parser-2');
const { fromSrt } = require('subtitles-parser');

const word = (content, start, end) => ({ type: 'pronunciation', start_time: start, end_time: end, alternatives: [{ content }] });
const stop = { type: 'punctuation', alternatives: [{ content: '.' }] };
const srt = toSrt({ results: { items: [word('Good', '0.1', '0.5'), word('morning', '0.6', '1.2'), stop] } });
const seen = { line: srt.split('\n')[1], lenient: new SrtParser().fromSrt(srt).length, exact: fromSrt(srt).length };
console.log(seen);
assert.deepStrictEqual(seen, { line: '00:00:00.100 --> 00:00:01.200', lenient: 1, exact: 0 });
JS
node points.cjs

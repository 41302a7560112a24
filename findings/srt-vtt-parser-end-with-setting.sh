#!/bin/bash
# @plussub/srt-vtt-parser 2.0.5 (npm): a WebVTT cue with a setting ends much too late where the times have no hours.
# Expected by WebVTT: the hours of a timestamp may be left out ("WebVTT timestamp"), and settings such as line:0 or
# position:50% may follow the end ("WebVTT cue settings list"); to is the end in milliseconds, by the README's example.
# Seen: all after the arrow is cut at its colons, the one of the setting too, so the seconds are taken for minutes:
# "00:01.000 --> 00:02.500 line:0" ends at 120000 instead of 2500. With hours, or without a setting, the end is right.
# Cost: captions made of a transcript stay on screen for minutes, one over the other, and nothing tells why.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @plussub/srt-vtt-parser@2.0.5
cd "$dir"
cat > end.mjs <<'JS'
import assert from 'node:assert';
import { parse } from '@plussub/srt-vtt-parser';

const end = (times) => {
  const { to } = parse(`WEBVTT\n\n${times}\nHello\n\n`).entries[0];
  console.log(`${times}: ends at ${to} ms`);
  return to;
};
assert.strictEqual(end('00:01.000 --> 00:02.500'), 2500);
assert.strictEqual(end('00:00:01.000 --> 00:00:02.500 line:0'), 2500);
assert.strictEqual(end('00:01.000 --> 00:02.500 line:0'), 120000);
JS
node end.mjs

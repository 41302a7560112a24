#!/bin/bash
# @aj-archipelago/subvibe 1.0.12 (npm): a WebVTT cue whose text is a number has no text.
# Expected by W3C WebVTT, section 4.1: the lines after the times, up to the next blank line, are the text of the cue, digits as well; only
# a line before the times is a name.
# Seen: "Ten", "9" and "Eight" are read as "Ten", "" and "Eight", and the number is listed as an error, "Invalid timestamp format". In SRT
# the same cue has its text.
# Cost: counting, years and prices ("2024", "12") that are spoken alone disappear from captions that are translated or converted.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @aj-archipelago/subvibe@1.0.12
cd "$dir"
cat > number.mjs <<'JS'
import assert from 'node:assert';
import { parse } from '@aj-archipelago/subvibe';

const cues = (point) => ['Ten', '9', 'Eight'].map((text, index) => `00:00:0${index}${point}000 --> 00:00:0${index}${point}900\n${text}\n`);
const read = (content) => {
  const { cues: found, errors = [] } = parse(content);
  return { texts: found.map(({ text }) => text), errors: errors.map(({ message }) => message) };
};
const seen = {
  vtt: read(`WEBVTT\n\n${cues('.').join('\n')}`),
  srt: read(cues(',').map((cue, index) => `${index + 1}\n${cue}`).join('\n')),
};
console.log(seen);
assert.deepStrictEqual(seen.vtt, { texts: ['Ten', '', 'Eight'], errors: ['Invalid timestamp format'] });
assert.deepStrictEqual(seen.srt, { texts: ['Ten', '9', 'Eight'], errors: [] });
JS
node number.mjs

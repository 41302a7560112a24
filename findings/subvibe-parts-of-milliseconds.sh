#!/bin/bash
# @aj-archipelago/subvibe 1.0.12 (npm): times that are no whole milliseconds make captions that no player reads.
# Expected by its types and README: startTime and endTime are numbers, in milliseconds; SRT and WebVTT have exactly three digits of them.
# Seen: build() writes 1000.5 ms as 00:01.0.5 in WebVTT and as 00:00:01,0.5 in SRT: with two points, and with a comma and a point.
# Cost: speech models give seconds as floating-point numbers, so times that were multiplied by 1000 are hardly ever whole.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @aj-archipelago/subvibe@1.0.12
cd "$dir"
cat > parts.mjs <<'JS'
import assert from 'node:assert';
import { build } from '@aj-archipelago/subvibe';

const cues = [{ index: 1, startTime: 1000.5, endTime: 2000.25, text: 'Good morning.' }];
const [vtt, srt] = [build(cues, 'vtt'), build(cues, 'srt')];
const lines = [vtt, srt].map((content) => content.split('\n').find((line) => line.includes('-->')));
console.log(lines);
assert.deepStrictEqual(lines, ['00:01.0.5 --> 00:02.0.25', '00:00:01,0.5 --> 00:00:02,0.25']);
JS
node parts.mjs

#!/bin/bash
# @plussub/srt-vtt-parser 2.0.5 (npm): a WebVTT cue that is placed in a region is dropped.
# Expected by the WebVTT specification: "region:left" after the end time puts the cue into the region of that name; it is a cue like any other.
# Seen: of two cues, the second in a region, one is returned. There is no error.
# Cost: the captions of one of two speakers are lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @plussub/srt-vtt-parser@2.0.5
cd "$dir"
cat > region.mjs <<'JS'
import assert from 'node:assert';
import { parse } from '@plussub/srt-vtt-parser';

const texts = (setting) => parse(`WEBVTT

REGION
id:left
width:40%

00:00:01.000 --> 00:00:02.500
Hello

00:00:03.000 --> 00:00:04.500${setting}
World
`).entries.map((entry) => entry.text);
console.log(texts(''), texts(' region:left'));
assert.deepStrictEqual(texts(''), ['Hello', 'World']);
assert.deepStrictEqual(texts(' region:left'), ['Hello']);
JS
node region.mjs

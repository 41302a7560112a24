#!/bin/bash
# @plussub/srt-vtt-parser 2.0.5 (npm): a cue without text swallows the cue after it.
# Expected by the WebVTT specification: the text of a cue may be empty; an empty line ends the cue and the next begins.
# Seen: of two cues, the first without text, one is returned, whose text is the times and the text of the second.
# Cost: a caption is lost, and viewers see times on the screen.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @plussub/srt-vtt-parser@2.0.5
cd "$dir"
cat > empty.mjs <<'JS'
import assert from 'node:assert';
import { parse } from '@plussub/srt-vtt-parser';

const two = (text) => parse(`WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n${text}\n00:00:03.000 --> 00:00:04.500\nWorld\n`).entries;
console.log(two('Hello\n'), two(''));
assert.deepStrictEqual(two('Hello\n').map((entry) => entry.text), ['Hello', 'World']);
assert.deepStrictEqual(two(''), [{ id: '', from: 1000, to: 2500, text: '\n00:00:03.000 --> 00:00:04.500\nWorld' }]);
JS
node empty.mjs

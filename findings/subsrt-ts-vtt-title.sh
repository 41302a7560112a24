#!/bin/bash
# subsrt-ts 2.1.2 (npm): WebVTT with a text after WEBVTT is taken for SRT, and captions with settings are dropped.
# Expected by WebVTT: a space and any text may follow WEBVTT in the first line, and settings such as align:start may follow the
# times of a cue. With the format told, the same content is read in full.
# Seen: detect() says "srt" (numbered cues) for "WEBVTT - Made by ...", so parse() and convert() read it by the rules of SRT: the cue
# with a setting is missing, without an error. Without the text after WEBVTT, both are there.
# Cost: captions of services that write their name into the first line lose each cue that is placed or aligned.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subsrt-ts@2.1.2
cd "$dir"
cat > title.mjs <<'JS'
import assert from 'node:assert';
import subsrt from 'subsrt-ts';

const captions = (title) => `WEBVTT${title}

1
00:00:01.000 --> 00:00:02.000 align:start
Hello

2
00:00:03.000 --> 00:00:04.000
World
`;
const texts = (content, options) => subsrt.parse(content, options).filter(({ type }) => type === 'caption').map(({ text }) => text.trim());
const titled = captions(' - Made by a machine');
console.log(subsrt.detect(titled), texts(titled), texts(titled, { format: 'vtt' }), texts(captions('')));
assert.deepStrictEqual(texts(captions('')), ['Hello', 'World']);
assert.deepStrictEqual(texts(titled, { format: 'vtt' }), ['Hello', 'World']);
assert.strictEqual(subsrt.detect(titled), 'srt');
assert.deepStrictEqual(texts(titled), ['World']);
JS
node title.mjs

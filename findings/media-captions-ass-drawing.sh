#!/bin/bash
# media-captions 1.0.4 (npm): a drawing in an ASS file is shown as text.
# Expected by the SubStation Alpha v4.00+ specification, appendix A: after {\p1} the numbers and letters are a shape, until {\p0}; they are not
# text. Its README lists SSA/ASS as supported.
# Seen: a line that draws a box becomes a caption "m 0 0 l 100 0 100 50 0 50". No error is listed.
# Cost: where a designer put a box or a logo, viewers read coordinates.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" media-captions@1.0.4
cd "$dir"
cat > drawing.mjs <<'JS'
import assert from 'node:assert';
import { parseText } from 'media-captions';

const script = String.raw`[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,Arial,20,&H00FFFFFF,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\i1}Good morning.
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\p1}m 0 0 l 100 0 100 50 0 50{\p0}
`;
const { cues, errors } = await parseText(script, { type: 'ass', errors: true });
console.log(cues.map(({ text }) => text), errors);
assert.deepStrictEqual(cues.map(({ text }) => text), ['Good morning.', 'm 0 0 l 100 0 100 50 0 50']);
assert.deepStrictEqual(errors, []);
JS
node drawing.mjs

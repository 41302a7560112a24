#!/bin/bash
# subsrt-ts 2.1.2 (npm): each caption of an ASS file loses its first letter.
# Expected by the SubStation Alpha v4.00+ specification: Text is all that stands behind the last comma of the fields, as the Format line names them.
# Seen: "Plain text." is "lain text.", and "{\i1}Good" loses the brace, so that "\i1}Good" is shown. The same in convert() to SubRip.
# Cost: subtitles that were only brought into another format have a typing error in each line.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subsrt-ts@2.1.2
cd "$dir"
cat > letters.mjs <<'JS'
import assert from 'node:assert';
import { convert, parse } from 'subsrt-ts';

const script = String.raw`[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Plain text.
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\i1}Good{\i0} morning.
`;
const texts = parse(script, { format: 'ass' }).filter(({ type }) => type === 'caption').map(({ text }) => text);
console.log(texts, convert(script, { format: 'srt' }));
assert.deepStrictEqual(texts, ['lain text.', String.raw`\i1}Good morning.`]);
assert.ok(!convert(script, { format: 'srt' }).includes('Plain'));
JS
node letters.mjs

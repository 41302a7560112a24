#!/bin/bash
# subsrt-ts 2.1.2 (npm): of a SAMI file that it wrote itself it reads no caption.
# Expected by its README, which has SAMI (.smi) among the formats that are read and written.
# Seen: two captions are written as SAMI, and parse() of the result gives the title and the style only. A file of the usual form, with
# "<SYNC Start=1000><P Class=ENUSCC>" in one line, is read.
# Cost: subtitles that were stored as SAMI come back as an empty track, without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subsrt-ts@2.1.2
cd "$dir"
grep -in 'sami' node_modules/subsrt-ts/README.md | head -3
cat > again.mjs <<'JS'
import assert from 'node:assert';
import { convert, parse } from 'subsrt-ts';

const captions = (file) => parse(file, { format: 'smi' }).filter(({ type }) => type === 'caption').map(({ start, text }) => [start, text]);
const srt = '1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n\n2\n00:00:03,000 --> 00:00:04,000\nGood night.\n\n';
const written = convert(srt, { format: 'smi' });
const usual = '<SAMI><BODY>\n<SYNC Start=1000><P Class=ENUSCC>Good morning.\n<SYNC Start=2000><P Class=ENUSCC>&nbsp;\n</BODY></SAMI>';
console.log(written, captions(written), captions(usual));
assert.ok(written.includes('Good morning.') && written.includes('Good night.'));
assert.deepStrictEqual(captions(written), []);
assert.deepStrictEqual(captions(usual), [[1000, 'Good morning.']]);
JS
node again.mjs

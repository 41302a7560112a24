#!/bin/bash
# srt-to-vtt 1.1.3 (npm): italics that end with {\i0} never end, and the sign is shown.
# Expected by its own rule: {\i1} is made to <i>. In these tags, which SubRip has from Advanced SubStation Alpha, {\i0} switches italics
# off.
# Seen: "{\i1}Well{\i0} then" becomes "<i>Well{\i0} then".
# Cost: the rest of each such caption is slanted, with braces in it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" srt-to-vtt@1.1.3
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { Readable } = require('node:stream');
const convert = require('srt-to-vtt');

const source = '1\n00:00:01,000 --> 00:00:02,000\n{\\i1}Well{\\i0} then\n';
let result = '';
Readable.from([Buffer.from(source)]).pipe(convert()).on('data', (piece) => { result += piece; }).on('end', () => {
  console.log(result);
  assert.ok(result.includes('<i>Well{\\i0} then'));
});
JS
node show.cjs

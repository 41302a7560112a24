#!/bin/bash
# lrc-kit 1.2.1 (npm): a time with less than a tenth of a second is written up to 0.8 s too late.
# Expected by its README ("make lyric"): a line at 9.01 s is written as [00:09.01]; what parse() has read comes out as it was.
# Seen: hundredths below ten are filled up on the wrong side: 9.01 s becomes [00:09.10], and [00:09.05] is [00:09.50] after parse() and
# toString(). 59.999 s becomes [00:59.100]. Hundredths from ten on are right.
# Cost: of lyrics that are written out with the times of a speech or song model, every tenth line is shown late.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" lrc-kit@1.2.1
cd "$dir"
cat > hundredths.cjs <<'JS'
const assert = require('node:assert');
const { Lrc } = require('lrc-kit');

const made = new Lrc();
for (const timestamp of [9.01, 12.5, 59.999]) made.lyrics.push({ content: 'la', rawContent: 'la', timestamp });
const written = made.toString({ combine: false }).split('\r\n');
const again = Lrc.parse('[00:09.05]la').toString();
console.log(written, again);
assert.deepStrictEqual(written, ['[00:09.10]la', '[00:12.50]la', '[00:59.100]la']);
assert.strictEqual(again, '[00:09.50]la');
JS
node hundredths.cjs

#!/bin/bash
# ass-parser 0.2.0 with ass-stringify 0.1.3 (npm): embedded fonts and pictures are changed when a script is read and written.
# Expected by the SSA/ASS format ("Embedded font/picture encoding"): below "fontname:" stand lines of the encoded file, 80 characters from
# "!" to "`" each, the last one may be shorter; ":" and ";" are among them.
# Seen: each line gets ": " at its end, or a space behind its first colon, and without the option comments a line that begins with ";" is
# left out.
# Cost: after a shift of the times the font cannot be decoded, and the captions are drawn in another one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ass-parser@0.2.0 ass-stringify@0.1.3
cd "$dir"
cat > font.cjs <<'JS'
const assert = require('node:assert');
const parse = require('ass-parser');
const stringify = require('ass-stringify');

const rest = 'A'.repeat(76);
const font = [`!!AB${rest}`, `C:DE${rest}`, ';FGH'];
const script = ['[Script Info]', 'Title: Song', '', '[Fonts]', 'fontname: sea.ttf', ...font, ''].join('\n');
const written = (options) => stringify(parse(script, options)).trim().split('\n').slice(5)
  .map((line) => line.replace(rest, ''));
const seen = [written(), written({ comments: true })];
console.log(seen);
assert.deepStrictEqual(seen, [['!!AB: ', 'C: DE'], ['!!AB: ', 'C: DE', ';FGH']]);
JS
node font.cjs

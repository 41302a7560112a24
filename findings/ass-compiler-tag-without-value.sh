#!/bin/bash
# ass-compiler 0.1.16 (npm): a tag without a value, which ends the one before it, is lost, so the rest of the line stays bold or large.
# Expected by the renderers of ASS (VSFilter, libass): \b, \i or \fs without a value go back to what the style says. By its README,
# stringify() writes what parse() has read.
# Seen: "{\b1}Good {\b}morning" becomes "{\b1}Good morning" by parse() and stringify(), and "{\b1}Good {\b1}morning" by compile() and
# decompile(). With \b0 both keep it; \c and \r without a value are kept, too.
# Cost: captions that are shifted or translated by way of this package are bold, slanted or large to the end of the line.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ass-compiler@0.1.16
cd "$dir"
cat > tags.cjs <<'JS'
const assert = require('node:assert');
const { compile, decompile, parse, stringify } = require('ass-compiler');

const file = (text) => `[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,${text}
`;
const texts = (text) => [stringify(parse(file(text))), decompile(compile(file(text)))].map((written) => written.trim().split(',,').pop());
const [zero, none] = [texts('{\\b1}Good {\\b0}morning'), texts('{\\b1}Good {\\b}morning')];
console.log(zero, none);
assert.deepStrictEqual(zero, ['{\\b1}Good {\\b0}morning', '{\\b1}Good {\\b0}morning']);
assert.deepStrictEqual(none, ['{\\b1}Good morning', '{\\b1}Good {\\b1}morning']);
JS
node tags.cjs

#!/bin/bash
# m3u8-parser 7.2.0 (npm): a variable that stands twice in one line is replaced once.
# Expected by draft-pantos-hls-rfc8216bis, section 4.3 (Variable Substitution): a variable reference in a URI line or an attribute is replaced
# by the value; the package does so for EXT-X-DEFINE.
# Seen: with NAME="take",VALUE="7" the line "{$take}/take-{$take}.ts" becomes "7/take-{$take}.ts"; in an attribute it is the same. There is no
# warning.
# Cost: segments or whole tracks of a playlist with variables cannot be loaded: the address that is asked for does not exist.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" m3u8-parser@7.2.0
cd "$dir"
cat > variable.cjs <<'JS'
const assert = require('node:assert');
const { Parser } = require('m3u8-parser');

const parser = new Parser();
const warnings = [];
for (const event of ['warn', 'error']) parser.on(event, ({ message }) => warnings.push(message));
parser.push(`#EXTM3U
#EXT-X-VERSION:8
#EXT-X-TARGETDURATION:10
#EXT-X-DEFINE:NAME="take",VALUE="7"
#EXT-X-MAP:URI="{$take}/init-{$take}.mp4"
#EXTINF:9,
{$take}/take-{$take}.ts
#EXT-X-ENDLIST
`);
parser.end();
const [{ uri }] = parser.manifest.segments;
console.log({ uri, warnings });
assert.strictEqual(uri, '7/take-{$take}.ts');
assert.deepStrictEqual(warnings.filter((text) => !text.startsWith('default')), []);
JS
node variable.cjs

#!/bin/bash
# curl-parser-ts 0.3.0 (npm): the value of an option is taken for the address, if it stands behind it.
# Expected by its README ("Handles a wide range of curl options and flags"), and by curl's manual: -o, -F, -e and -H each take the next word as
# their value; the address is the word that belongs to none.
# Seen: with -o out.mp3 the url is "out.mp3", with -F file=@speech.mp3 it is "file=@speech.mp3", and with -H 'X-Callback: https://...' the
# header. If the address comes last, it is right.
# Cost: commands in the order of most documentation, with the address first, are sent nowhere or to the callback.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" curl-parser-ts@0.3.0
cd "$dir"
cat > address.cjs <<'JS'
const assert = require('node:assert');
const { parseCurlCommand } = require('curl-parser-ts');

const address = 'https://example.com/speech';
const options = ['-o out.mp3', '-F file=@speech.mp3', "-H 'X-Callback: https://example.org/hook'"];
const seen = options.map((option) => [`${address} ${option}`, `${option} ${address}`].map((rest) => parseCurlCommand(`curl ${rest}`).url));
console.log(seen);
assert.deepStrictEqual(seen.map(([first]) => first), ['out.mp3', 'file=@speech.mp3', 'X-Callback: https://example.org/hook']);
assert.deepStrictEqual(seen.map(([, last]) => last), [address, address, address]);
JS
node address.cjs

#!/bin/bash
# data-uri-utils 1.0.15 (npm): test() says that an audio data URI with codecs is none.
# Expected by RFC 2397, section 3: a media type has any number of parameters (";" attribute "=" value) before ";base64"; codecs is one by
# RFC 6381, and what a browser's recorder gives.
# Seen: data:audio/ogg;codecs=opus;base64,... is false, and exec() gives null; only charset is known.
# Cost: recordings for transcription are refused as invalid, or are taken for an address and fetched.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" data-uri-utils@1.0.15
cd "$dir"
cat > codecs.cjs <<'JS'
const assert = require('node:assert');
const { test, exec } = require('data-uri-utils');

const uri = 'data:audio/ogg;codecs=opus;base64,T2dnUw==';
const seen = [test(uri.replace(';codecs=opus', '')), test(uri), exec(uri)];
console.log(seen);
assert.deepStrictEqual(seen, [true, false, null]);
JS
node codecs.cjs

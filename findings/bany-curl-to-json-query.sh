#!/bin/bash
# @bany/curl-to-json 1.2.10 (npm): the values of the query are given in encoded form.
# Expected: its README has params as an object of values, apart from the url; by the URL standard ?name=a%20b&cursor=c=2 has the values "a
# b" and "c=2".
# Seen: {name: "a+b", cursor: "c%3D2"}, neither as written nor decoded. Who builds an address of it, with axios or URLSearchParams, encodes
# them once more: a%2Bb, c%253D2.
# Cost: searches find nothing, and cursors and signatures in base64, which end with "=", are refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @bany/curl-to-json@1.2.10
cd "$dir"
cat > query.cjs <<'JS'
const assert = require('node:assert');
const parse = require('@bany/curl-to-json');

const { params } = (parse.default ?? parse)("curl 'https://api.example/songs?name=a%20b&cursor=c=2'");
console.log(params, String(new URLSearchParams(params)));
assert.deepStrictEqual(params, { name: 'a+b', cursor: 'c%3D2' });
JS
node query.cjs

#!/bin/bash
# parse-data-uri 0.2.0 (npm): the media type of a data URI without base64 is "data:".
# Expected by RFC 2397, section 2: ";base64" is optional; in data:image/svg+xml,%3Csvg/%3E the type ends at the comma.
# Seen: mimeType is looked for up to a semicolon; without one it becomes "data:". The data is right.
# Cost: a drawing as SVG, which is commonly written so, is stored and uploaded with a type that nobody knows.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-data-uri@0.2.0
cd "$dir"
cat > base64.cjs <<'JS'
const assert = require('node:assert');
const parse = require('parse-data-uri');

const { mimeType, data } = parse('data:image/svg+xml,%3Csvg/%3E');
console.log(mimeType, data.toString());
assert.deepStrictEqual([mimeType, data.toString()], ['data:', '<svg/>']);
JS
node base64.cjs

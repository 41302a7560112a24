#!/bin/bash
# image-data-uri 2.0.1 (npm): an SVG image that is not in base64 raises TypeError.
# Expected by RFC 2397: ";base64" is optional; SVG is mostly written without it, as text with percent signs.
# Seen: decode() checks that the URI begins with data:image/, then reads the groups of a search that found nothing.
# Cost: one drawing ends a program that collects the images of a page; other data that it does not know gives null.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" image-data-uri@2.0.1
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { decode } = require('image-data-uri');

assert.strictEqual(decode('data:image/svg+xml;base64,PHN2Zy8+').dataBuffer.toString(), '<svg/>');
assert.throws(() => decode('data:image/svg+xml,%3Csvg/%3E'), (error) => {
  console.log(error.message);
  return error instanceof TypeError;
});
JS
node show.cjs

#!/bin/bash
# @lazy-http/content-disposition 1.0.2 (npm): "inline" is an error, and so is "attachment" without a file name.
# Expected by RFC 6266, section 4.1: the header is a type, "inline" or "attachment" or another word, and any number of parameters, none
# included.
# Seen: parse() raises TypeError for "inline" with and without a file name, "Invalid content-disposition header format", and for
# "attachment" alone, "missing parameters".
# Cost: a download fails when a server marks audio as playable at once, or leaves the name to the address.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @lazy-http/content-disposition@1.0.2
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import disposition from '@lazy-http/content-disposition';

const parse = (header) => {
  try {
    return disposition.parse(header).type;
  } catch (error) {
    return error.message.replace('Invalid content-disposition header ', '');
  }
};
const seen = ['attachment; filename="a.mp3"', 'attachment', 'inline', 'inline; filename="a.mp3"'].map(parse);
console.log(seen);
assert.deepStrictEqual(seen, ['attachment', 'missing parameters', 'format', 'format']);
JS
node check.mjs

#!/bin/bash
# content-disposition-parser 1.0.2 (npm): a file name ends at its first semicolon, although it stands in quotes.
# Expected by RFC 6266, section 4.1, with RFC 9110, section 5.6.4: within quotes a semicolon is a plain character of the value.
# Seen: filename="Act 1; Scene 2.mp3" gives "Act 1", and a member named `Scene 2.mp3"` that is true.
# Cost: results whose names are made from titles are saved without their ending, and the second one overwrites the first.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" content-disposition-parser@1.0.2
cd "$dir"
cat > semicolon.cjs <<'JS'
const assert = require('node:assert');
const parse = require('content-disposition-parser');

const seen = parse('attachment; filename="Act 1; Scene 2.mp3"');
console.log(seen);
assert.deepStrictEqual(seen, { type: 'attachment', filename: 'Act 1', 'Scene 2.mp3"': true });
JS
node semicolon.cjs

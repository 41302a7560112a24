#!/bin/bash
# dauria 2.0.0 (npm): a data URI that names only its charset has no text.
# Expected by RFC 2397: 'As a shorthand, "text/plain" can be omitted but the charset parameter supplied.'
# Seen: of data:;charset=utf-8,hello the media type is empty, and text and charset are null. With text/plain before it, or with neither,
# there is a text.
# Cost: a prompt or a transcript that arrives in this form is empty.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" dauria@2.0.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const dauria = require('dauria');

const short = dauria.parseDataURI('data:;charset=utf-8,hello');
const long = dauria.parseDataURI('data:text/plain;charset=utf-8,hello');
console.log(short, long);
assert.strictEqual(long.text, 'hello');
assert.deepStrictEqual([short.MIME, short.text, short.charset], ['', null, null]);
JS
node show.cjs

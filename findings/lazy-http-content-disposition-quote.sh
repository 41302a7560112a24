#!/bin/bash
# @lazy-http/content-disposition 1.0.2 (npm): a quotation mark in a file name is written as it is.
# Expected by RFC 6266 and RFC 9110: a file name with such signs stands in quotation marks, and those in it have a backslash before them.
# Seen: of the name say "hi".mp3 the header is filename="say "hi".mp3", which ends at the second quotation mark.
# Cost: a client that does not know filename*, which stands behind it, saves the file under a cut name; a strict one refuses the header.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @lazy-http/content-disposition@1.0.2
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import disposition from '@lazy-http/content-disposition';

const header = disposition.contentDisposition('say "hi".mp3');
console.log(header);
assert.ok(header.includes('filename="say "hi".mp3"'));
JS
node check.mjs

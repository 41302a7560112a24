#!/bin/bash
# fetch-link-util 1.1.4 (npm): the next page is found only if rel is the first parameter and stands in quotes.
# Expected by RFC 8288, section 3, to which its source refers: parameters may come in any order, and a value may be a token without
# quotes.
# Seen: for rel=next, for title="x"; rel="next", and for an address with a comma the result is undefined.
# Cost: a list of jobs ends after its first page, as if there were no more.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" fetch-link-util@1.1.4
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { getHeaderLink } from 'fetch-link-util';

const next = (link) => getHeaderLink(new Headers({ link }));
console.log(next('<https://a.example/?page=2>; rel="next"'), next('<https://a.example/?page=2>; rel=next'));
assert.strictEqual(next('<https://a.example/?page=2>; rel="next"'), 'https://a.example/?page=2');
assert.strictEqual(next('<https://a.example/?page=2>; rel=next'), undefined);
assert.strictEqual(next('<https://a.example/?page=2>; title="x"; rel="next"'), undefined);
assert.strictEqual(next('<https://a.example/?ids=1,2>; rel="next"'), undefined);
JS
node show.mjs

#!/bin/bash
# @hugoalh/http-header-link 1.0.3 (npm): a link with two relations is found under neither.
# Expected by RFC 8288, section 3.3: the value of rel is a list of relation types, with blanks between them: rel="next last".
# Seen: getByRel("next") and getByRel("last") are empty; only getByRel("next last") finds it.
# Cost: the last page but one of a list, whose next page is also the last, seems to be the end; the last page is never read.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @hugoalh/http-header-link@1.0.3
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { HTTPHeaderLink } from '@hugoalh/http-header-link';

const links = HTTPHeaderLink.parse('<https://a.example/2>; rel="next last"');
const counts = ['next', 'last', 'next last'].map((relation) => links.getByRel(relation).length);
console.log(counts);
assert.deepStrictEqual(counts, [0, 0, 1]);
JS
node show.mjs

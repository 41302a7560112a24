#!/bin/bash
# @hugoalh/http-header-link 1.0.3 (npm): a parameter without quotes is empty, unless it is the last of the header.
# Expected by RFC 8288, section 3: the value of a parameter is a token or a quoted string.
# Seen: of <...>; rel=next, <...>; rel=last the first relation is "", and the second is "last". So getByRel("next") is empty.
# Cost: a program that follows the pages of a list stops at the first one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @hugoalh/http-header-link@1.0.3
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { HTTPHeaderLink } from '@hugoalh/http-header-link';

const links = HTTPHeaderLink.parse('<https://a.example/2>; rel=next, <https://a.example/9>; rel=last');
console.log(links.entries());
assert.deepStrictEqual(links.entries(), [['https://a.example/2', { rel: '' }], ['https://a.example/9', { rel: 'last' }]]);
assert.strictEqual(links.getByRel('next').length, 0);
const quoted = HTTPHeaderLink.parse('<https://a.example/2>; rel="next", <https://a.example/9>; rel="last"');
assert.strictEqual(quoted.getByRel('next').length, 1);
JS
node show.mjs

#!/bin/bash
# ratelimit-header-parser 0.1.0 (npm): RateLimit as it is defined since draft 8 becomes a limit without any number.
# Expected by its README: headers of a variety of formats are parsed; undefined is returned if none is found.
# draft-ietf-httpapi-ratelimit-headers-08 section 4: RateLimit: "default";r=0;t=30 says that nothing remains for 30 seconds, and
# RateLimit-Policy says the quota. express-rate-limit, of the same authors, sends just this as draft-8.
# Seen: neither the numbers nor undefined, but limit, used and remaining are NaN, and reset is an Invalid Date. Draft 7 is right.
# Cost: "remaining < 1" is false, so the client does not wait, goes on creating jobs, and is refused or locked out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ratelimit-header-parser@0.1.0
cd "$dir"
cat > parse.mjs <<'JS'
import assert from 'node:assert';
import { parseRateLimit } from 'ratelimit-header-parser';

const old = parseRateLimit(new Headers({ RateLimit: 'limit=100, remaining=0, reset=30', 'RateLimit-Policy': '100;w=60' }));
const now = parseRateLimit(new Headers({ RateLimit: '"default";r=0;t=30', 'RateLimit-Policy': '"default";q=100;w=60' }));
console.log({ old, now });
assert.strictEqual(old.remaining, 0);
assert.ok(old.reset > new Date());
assert.ok([now.limit, now.used, now.remaining].every(Number.isNaN));
assert.ok(!(now.remaining < 1));
JS
node parse.mjs

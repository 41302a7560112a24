#!/bin/bash
# @scrape-do/curl-parser 0.3.0 (npm): of several -d options only the last is kept.
# Expected by curl's manual: when -d is given more than once, the pieces are joined with "&". Its README has this for
# --data-urlencode.
# Seen: -d prompt=sea -d model=v2 gives the body "model=v2".
# Cost: the prompt of the command in a provider's documentation is missing in the request that is made of it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @scrape-do/curl-parser@0.3.0
cd "$dir"
cat > data.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('@scrape-do/curl-parser');

const { body } = parse("curl -X POST https://api.example/songs -d 'prompt=sea' -d 'model=v2'");
console.log(body);
assert.strictEqual(body, 'model=v2');
JS
node data.cjs

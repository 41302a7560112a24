#!/bin/bash
# curl-parser-ts 0.3.0 (npm): -G does not make a GET of the request.
# Expected by curl's manual: with -G (--get) all data of -d and --data-urlencode is appended to the address as a query, and the request is a
# GET.
# Seen: the method is POST, the query is empty, and the data is a form with its content type. The data of --data-urlencode is not encoded:
# "q=a b&c" stands in it as it is.
# Cost: a search or a look at a job by parameters is sent as a POST, which makes a new job or is refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" curl-parser-ts@0.3.0
cd "$dir"
cat > get.cjs <<'JS'
const assert = require('node:assert');
const { parseCurlCommand } = require('curl-parser-ts');

const { method, query, data } = parseCurlCommand('curl -G https://example.com/jobs -d limit=5 --data-urlencode "q=a b&c"');
console.log({ method, query, data });
assert.deepStrictEqual({ method, query: { ...query }, data }, { method: 'POST', query: {}, data: 'limit=5&q=a b&c' });
JS
node get.cjs

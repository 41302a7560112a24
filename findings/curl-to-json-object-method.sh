#!/bin/bash
# curl-to-json-object 0.0.3 (npm): a command with data and no -X is a GET.
# Expected by curl's manual: -d sends the data in a POST; -X POST is not needed, and most documentation leaves it out.
# Seen: method is "GET", next to the data. With -X POST it is POST.
# Cost: a client that is made from the command asks for something where it should make a job, with a body that is ignored or refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" curl-to-json-object@0.0.3
cd "$dir"
cat > method.cjs <<'JS'
const assert = require('node:assert');
const toJson = require('curl-to-json-object');

const read = (options) => {
  const { method, data } = toJson(`curl ${options} -H 'Content-Type: application/json' -d '{"prompt":"cat"}' https://example.com/jobs`);
  return { method, data };
};
const seen = { without: read(''), with: read('-X POST') };
console.log(seen);
const data = { prompt: 'cat' };
assert.deepStrictEqual(seen, { without: { method: 'GET', data }, with: { method: 'POST', data } });
JS
node method.cjs

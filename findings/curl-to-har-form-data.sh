#!/bin/bash
# curl-to-har 1.0.1 (npm): data that is no JSON is an error.
# Expected by curl's manual: the data of -d may be anything, by default the fields of a form; in HAR 1.2 (postData) text is a plain text, and
# params has the fields of a form.
# Seen: curl https://... -d limit=5 raises SyntaxError (Unexpected token 'l', "limit=5" is not valid JSON). With JSON it is converted.
# Cost: commands for forms, tokens (OAuth's grant_type=...) or plain text cannot be converted.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" curl-to-har@1.0.1
cd "$dir"
cat > form.cjs <<'JS'
const assert = require('node:assert');
const toHar = require('curl-to-har');

const text = (data) => {
  try {
    return toHar(`curl --url https://example.com/token --data '${data}'`).postData.text;
  } catch (error) {
    return error.name;
  }
};
const seen = [text('{"limit":5}'), text('limit=5'), text('grant_type=client_credentials&scope=jobs')];
console.log(seen);
assert.deepStrictEqual(seen, [{ limit: 5 }, 'SyntaxError', 'SyntaxError']);
JS
node form.cjs

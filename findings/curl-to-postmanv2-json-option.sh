#!/bin/bash
# curl-to-postmanv2 1.8.4 (npm): a command with --json becomes a GET without a body.
# Expected by curl's manual: --json sends the data in a POST, with Content-Type and Accept application/json; it is there since curl 7.82 (2022). The
# package converts "a given CURL command".
# Seen: the result has method GET, no header and an empty body, and "result" is true, so nothing was noticed. The same with -d and two headers
# is a POST with the body.
# Cost: examples in the documentation of newer APIs that are imported into Postman ask for a list in place of making a job.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" curl-to-postmanv2@1.8.4
cd "$dir"
cat > json.cjs <<'JS'
const assert = require('node:assert');
const { convert } = require('curl-to-postmanv2');

const converted = (data) => new Promise((done) => {
  convert({ type: 'string', data }, (error, { result, output }) => {
    const { method, header, body } = output[0].data;
    done({ error, result, method, headers: header.length, body: body.raw });
  });
});
(async () => {
  const body = '{"prompt":"a cat"}';
  const long = `curl https://example.com/jobs -H 'Content-Type: application/json' -H 'Accept: application/json' -d '${body}'`;
  const seen = { long: await converted(long), json: await converted(`curl --json '${body}' https://example.com/jobs`) };
  console.log(seen);
  assert.deepStrictEqual(seen.long, { error: null, result: true, method: 'POST', headers: 2, body });
  assert.deepStrictEqual(seen.json, { error: null, result: true, method: 'GET', headers: 0, body: undefined });
})();
JS
node json.cjs

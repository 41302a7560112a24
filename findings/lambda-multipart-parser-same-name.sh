#!/bin/bash
# lambda-multipart-parser 1.0.1 (npm): of several fields with one name only the last is given.
# Expected by RFC 7578, section 5.2: a form may have several parts with the same name, and they must not be coalesced; its README promises
# the files and fields of the form.
# Seen: of prompt=sea and prompt=fog the result has {prompt: "fog"}, without a word. Files with one name are all kept.
# Cost: of a list of prompts or references a single one reaches the job.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" lambda-multipart-parser@1.0.1
cd "$dir"
cat > name.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('lambda-multipart-parser');

const part = (value) => `--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\n${value}\r\n`;
parse({ headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: part('sea') + part('fog') + '--b--\r\n' }).then((form) => {
  console.log(form);
  assert.deepStrictEqual(form, { files: [], prompt: 'fog' });
});
JS
node name.cjs

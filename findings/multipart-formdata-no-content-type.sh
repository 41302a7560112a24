#!/bin/bash
# multipart-formdata 1.1.0 (npm): the first line of a file is cut off when its part has no content type.
# Expected by RFC 7578, section 4.4: each part may have a Content-Type; without one it is text/plain.
# Seen: of a file with two lines only the second is in data; the first is given as the member field, which belongs to values without a file
# name. The same file with a Content-Type is whole.
# Cost: lyrics, subtitles and prompts that are uploaded as files lose their first line.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" multipart-formdata@1.1.0
cd "$dir"
cat > type.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('multipart-formdata');

const data = (more) => {
  const head = `Content-Disposition: form-data; name="lyrics"; filename="sea.txt"${more}`;
  return parse(Buffer.from(`--b\r\n${head}\r\n\r\nfirst\r\nsecond\r\n--b--\r\n`), 'b')[0].data.toString();
};
const seen = [data('\r\nContent-Type: text/plain'), data('')];
console.log(JSON.stringify(seen));
assert.deepStrictEqual(seen, ['first\r\nsecond', 'second']);
JS
node --no-deprecation type.cjs

#!/bin/bash
# openapi-typescript-fetch 2.2.1 (npm): a text answer that looks like JSON is not the text any more.
# Expected: an answer of type text/plain is its characters (RFC 6838, 4.2.1), and by the types that are made of the document data is a
# string.
# Seen: each answer that is not application/json is given to JSON.parse first, and is the text only where that fails. The transcript
# "1984" is the number 1984, "1.50" is 1.5, "true" is true, "null" is null, and "12345678901234567890" loses its last digits.
# Cost: transcripts of short recordings (codes, amounts, numbers) are changed, and the program fails at the first method of a string.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-typescript-fetch@2.2.1
cd "$dir"
cat > text.mjs <<'JS'
import assert from 'node:assert';
import { Fetcher } from 'openapi-typescript-fetch';

const transcribe = Fetcher.for().path('/transcript').method('get').create();
const found = [];
for (const text of ['hello', '1984', '1.50', 'null', '12345678901234567890']) {
  globalThis.fetch = async () => new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
  found.push((await transcribe({})).data);
}
console.log(found);
assert.deepStrictEqual(found, ['hello', 1984, 1.5, null, 12345678901234567000]);
JS
node text.mjs

#!/bin/bash
# @flowbox/parse-link-header 1.0.0 and @renyuneyun/parse-link-header-ts 2.0.0 (npm): relative links are lost, or an error.
# Expected by RFC 8288, section 3.1: the target is a URI reference, which may be relative to the address of the answer; several APIs send
# </v1/jobs?page=2>.
# Seen: the first leaves such a link out, the second raises TypeError, "Invalid URL", and gives none of the others either. Absolute links
# are read.
# Cost: a list of jobs ends after its first page.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @flowbox/parse-link-header@1.0.0 @renyuneyun/parse-link-header-ts@2.0.0
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const parse = (name, link) => {
  const module = require(name);
  try {
    return (module.default ?? module)(`<${link}>; rel="next"`);
  } catch (error) {
    return error.message;
  }
};
const seen = [];
for (const name of ['@flowbox/parse-link-header', '@renyuneyun/parse-link-header-ts']) {
  assert.ok(parse(name, 'https://api.example/v1/jobs?page=2').next);
  seen.push(parse(name, '/v1/jobs?page=2'));
}
console.log(seen);
assert.deepStrictEqual(seen, [{}, 'Invalid URL']);
JS
node check.mjs

#!/bin/bash
# @asyncapi/converter 2.0.2 (npm): an OpenAPI document of version 3.0.3 is refused; only 3.0.0 is converted.
# Expected by OpenAPI 3.0.3, "Versions": tools that support 3.0 should be compatible with all 3.0.* versions; the patch version should not
# be considered.
# Seen: for 3.0.1 to 3.0.4 convertOpenAPI() raises "We are not able to convert OpenAPI 3.0.3 to AsyncAPI, please raise a feature request."
# Cost: nearly no document of a provider can be converted, until somebody changes its version by hand.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @asyncapi/converter@2.0.2
cd "$dir"
cat > version.cjs <<'JS'
const assert = require('node:assert');
const { convertOpenAPI } = require('@asyncapi/converter');

const convert = (openapi) => {
  try {
    const paths = { '/songs': { get: { responses: { 200: { description: 'songs' } } } } };
    return convertOpenAPI({ openapi, info: { title: 'Songs', version: '1' }, paths }, '3.0.0').asyncapi;
  } catch (error) {
    return error.message.slice(0, 38);
  }
};
const seen = ['3.0.0', '3.0.1', '3.0.3', '3.0.4'].map(convert);
console.log(seen);
assert.deepStrictEqual(seen.map((version) => version === '3.0.0'), [true, false, false, false]);
JS
node version.cjs

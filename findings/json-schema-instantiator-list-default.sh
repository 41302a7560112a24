#!/bin/bash
# json-schema-instantiator 0.5.0 (npm): the default of a list is not used.
# Expected by its README: a member gets the default of its schema, as the title "Example" there. JSON Schema allows a default for each
# type.
# Seen: formats, with the default ["mp3"], is []; the default of a text beside it is used. A member with a default and without a type is
# missing.
# Cost: the request has an empty list, which a provider reads as "no format" or refuses.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" json-schema-instantiator@0.5.0
cd "$dir"
cat > default.cjs <<'JS'
const assert = require('node:assert');
const { instantiate } = require('json-schema-instantiator');

const seen = instantiate({
  type: 'object',
  properties: {
    model: { type: 'string', default: 'v2' },
    formats: { type: 'array', items: { type: 'string' }, default: ['mp3'] },
    mode: { default: 'fast' },
  },
});
console.log(seen);
assert.deepStrictEqual(seen, { model: 'v2', formats: [] });
JS
node default.cjs

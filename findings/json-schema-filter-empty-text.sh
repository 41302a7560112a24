#!/bin/bash
# json-schema-filter 0.1.5 (npm): empty texts and null are removed, although the schema allows them.
# Expected by its README ("Filters (removes) objects recursively from document based on passed json-schema"): what the schema has stays;
# JSON Schema has "" as a string and null as a type.
# Seen: of {prompt: "sea", negative: "", seed: null, steps: 0} the members negative and seed are gone; 0 stays.
# Cost: an empty negative prompt, which switches a provider's own one off, and null, which stands for a random seed, are not sent.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" json-schema-filter@0.1.5
cd "$dir"
cat > text.cjs <<'JS'
const assert = require('node:assert');
const filter = require('json-schema-filter');

const text = { type: 'string' };
const seed = { type: ['integer', 'null'] };
const schema = { type: 'object', properties: { prompt: text, negative: text, seed, steps: { type: 'integer' } } };
const seen = filter(schema, { prompt: 'sea', negative: '', seed: null, steps: 0, other: 1 });
console.log(seen);
assert.deepStrictEqual(seen, { prompt: 'sea', steps: 0 });
JS
node text.cjs

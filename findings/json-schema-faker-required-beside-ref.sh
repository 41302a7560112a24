#!/bin/bash
# json-schema-faker 0.6.3 (npm): a list "required" beside $ref replaces the one of the schema that is referred to.
# Expected by JSON Schema 2020-12, which its README says is supported (core, section 8.2.3): $ref is one keyword among others, and all of
# them count, so the fields of both lists are required.
# Seen: of a base schema that requires "id" and a schema that refers to it and requires "url", each made value has a url and none an id.
# With allOf in place of the keywords beside $ref, both are there.
# Cost: mocks and tests for jobs that extend a common schema get objects that the schema does not allow, without a job id.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" json-schema-faker@0.6.3
cd "$dir"
cat > required.mjs <<'JS'
import assert from 'node:assert';
import { generateSync } from 'json-schema-faker';

const $defs = { base: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } };
const own = { properties: { url: { type: 'string' } }, required: ['url'] };
const fields = (schema) => Array.from({ length: 50 }, (_, seed) => Object.keys(generateSync(schema, { seed })).sort().join());
const beside = new Set(fields({ $defs, $ref: '#/$defs/base', ...own }));
const allOf = new Set(fields({ $defs, allOf: [{ $ref: '#/$defs/base' }, own] }));
console.log({ beside, allOf });
assert.deepStrictEqual(beside, new Set(['url']));
assert.deepStrictEqual(allOf, new Set(['id,url']));
JS
node required.mjs

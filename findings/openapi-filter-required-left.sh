#!/bin/bash
# openapi-filter 3.2.3 (npm): a property that is removed stays in the list of required ones.
# Expected by its README: an object that is flagged with x-internal "will be removed from the output"; JSON Schema: each name in required
# must be in the object.
# Seen: the flagged property cost is gone from properties, and required is still ["prompt", "cost"]. In a request with
# additionalProperties: false nothing is valid any more: cost is needed, and not allowed.
# Cost: the public document names an internal field, its clients ask users for it, and a validator refuses each request.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-filter@3.2.3 ajv@8.20.0
cd "$dir"
cat > filter.cjs <<'JS'
const assert = require('node:assert');
const Ajv = require('ajv');
const { filter } = require('openapi-filter');

const Job = {
  type: 'object',
  required: ['prompt', 'cost'],
  properties: { prompt: { type: 'string' }, cost: { type: 'number', 'x-internal': true } },
  additionalProperties: false,
};
const info = { title: 'Jobs', version: '1' };
const found = filter({ openapi: '3.0.3', info, paths: {}, components: { schemas: { Job } } }, {}).components.schemas.Job;
console.log(JSON.stringify(found));
assert.deepStrictEqual(Object.keys(found.properties), ['prompt']);
assert.deepStrictEqual(found.required, ['prompt', 'cost']);
const validate = new Ajv({ strict: false }).compile(found);
assert.ok(!validate({ prompt: 'sea' }) && !validate({ prompt: 'sea', cost: 1 }));
JS
node filter.cjs

#!/bin/bash
# @openapi-contrib/json-schema-to-openapi-schema 4.3.4 (npm): a reference that may be null loses the null.
# Expected by its README (the result is an OpenAPI 3.0 schema) and OpenAPI 3.0.3, Reference Object: "Any properties added SHALL be
# ignored" beside $ref.
# Seen: oneOf of a $ref and {type: null} becomes oneOf with {"$ref": ..., "nullable": true}. By the rule nullable does not count there,
# so null, which the JSON Schema allows, is refused. Of a schema without $ref, nullable is right.
# Cost: a result that is null until the job is done does not pass the check of the answer, and generated clients type it as always
# there.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @openapi-contrib/json-schema-to-openapi-schema@4.3.4
cd "$dir"
cat > convert.mjs <<'JS'
import assert from 'node:assert';
import { convert } from '@openapi-contrib/json-schema-to-openapi-schema';

const schema = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  properties: {
    result: { oneOf: [{ $ref: '#/definitions/File' }, { type: 'null' }] },
    error: { oneOf: [{ type: 'string' }, { type: 'null' }] },
  },
  definitions: { File: { type: 'object' } },
};
const { properties } = await convert(schema);
console.log(JSON.stringify(properties));
assert.deepStrictEqual(properties.result, { oneOf: [{ $ref: '#/definitions/File', nullable: true }] });
assert.deepStrictEqual(properties.error, { oneOf: [{ type: 'string', nullable: true }] });
JS
node convert.mjs

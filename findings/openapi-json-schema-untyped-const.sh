#!/bin/bash
# openapi-json-schema 2.0.0 (npm): const without type beside it is kept, though OpenAPI 3.0 has no const.
# Expected by its README: const becomes enum when JSON Schema is converted to OpenAPI, whose version is 3.0.0 in the outcome. JSON
# Schema demands no type beside const: {"const": "speech"} allows that text alone.
# Seen: {"type": "string", "const": "speech"} becomes {"type": "string", "enum": ["speech"]}, but {"const": "speech"} stays.
# Cost: tools for OpenAPI 3.0 refuse the document, or take the kind of a job for anything, so that a union of jobs is not told apart.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-json-schema@2.0.0
cd "$dir"
cat > convert.mjs <<'JS'
import assert from 'node:assert';
import { jsonSchemaDocumentToOpenApi } from 'openapi-json-schema';

const definitions = { Job: { type: 'object', properties: { typed: { type: 'string', const: 'speech' }, untyped: { const: 'speech' } } } };
const { openapi, components } = jsonSchemaDocumentToOpenApi({ definitions }, { title: 'Jobs', version: '1' });
const { properties } = components.schemas.Job;
console.log(openapi, properties);
assert.strictEqual(openapi, '3.0.0');
assert.deepStrictEqual(properties, { typed: { type: 'string', enum: ['speech'] }, untyped: { const: 'speech' } });
JS
node convert.mjs

#!/bin/bash
# openapi-examples-validator 7.1.0 (npm): examples of schemas that are chosen by name are not checked; the document counts as wrong.
# Expected by OpenAPI 3.0.3, Discriminator Object: without a mapping the value is the name of the schema; the property in each schema
# needs no const or enum.
# Seen: a correct example of a oneOf with such a discriminator gives the error 'discriminator: "properties/type" must have "const" or
# "enum"', a rule of the validator inside. A wrong example gives the same error.
# Cost: documents with kinds of jobs or events, which generators for clients take, cannot be checked in CI.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-examples-validator@7.1.0
cd "$dir"
cat > kinds.cjs <<'JS'
const assert = require('node:assert');
const { default: validate } = require('openapi-examples-validator');

const job = (length) => ({ type: 'object', required: ['type'], properties: { type: { type: 'string' }, length } });
const schemas = { Song: job({ type: 'integer' }), Image: job({ type: 'string' }) };
const oneOf = Object.keys(schemas).map((name) => ({ $ref: `#/components/schemas/${name}` }));
const errors = async (example, discriminator) => {
  const content = { 'application/json': { schema: { oneOf, ...discriminator }, example } };
  const paths = { '/job': { get: { responses: { 200: { description: 'the job', content } } } } };
  const info = { title: 'Jobs', version: '1' };
  const found = await validate({ openapi: '3.0.3', info, paths, components: { schemas } });
  return found.errors.map(({ message }) => message);
};
(async () => {
  const named = { discriminator: { propertyName: 'type' } };
  const song = { type: 'Song', length: 30 };
  const found = [await errors(song, {}), await errors(song, named), await errors({ type: 'Song', length: true }, named)];
  console.log(found);
  const refusal = 'discriminator: "properties/type" must have "const" or "enum"';
  assert.deepStrictEqual(found, [[], [refusal], [refusal]]);
})();
JS
node kinds.cjs

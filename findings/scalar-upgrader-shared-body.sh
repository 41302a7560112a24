#!/bin/bash
# @scalar/openapi-upgrader 0.4.9 (npm): an operation whose body is a shared parameter of Swagger 2.0 has no body in OpenAPI 3.0.
# Expected: OpenAPI 2.0, "Parameters Definitions Object": operations may refer to shared parameters, also to those in the body.
# OpenAPI 3.0.3, "Operation Object": a body stands in requestBody; parameters are of path, query, header or cookie.
# Seen: the shared parameter becomes a shared request body, but the operation refers to it in its parameters, and has no
# requestBody. The same body written in the operation is right.
# Cost: the outcome is invalid; clients made from it by tools that are lenient create jobs without a prompt.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @scalar/openapi-upgrader@0.4.9
cd "$dir"
cat > upgrade.mjs <<'JS'
import assert from 'node:assert';
import { upgrade } from '@scalar/openapi-upgrader';

const job = { name: 'job', in: 'body', required: true, schema: { type: 'object' } };
const post = (parameter) => ({ parameters: [parameter], responses: { 202: { description: 'accepted' } } });
const data = {
  swagger: '2.0',
  info: { title: 'Jobs', version: '1' },
  consumes: ['application/json'],
  parameters: { Job: job },
  paths: { '/shared': { post: post({ $ref: '#/parameters/Job' }) }, '/own': { post: post(job) } },
};
const { paths } = upgrade(data, '3.0');
console.log(JSON.stringify(paths, null, 1));
const [shared, own] = [paths['/shared'].post, paths['/own'].post];
assert.deepStrictEqual(shared.parameters, [{ $ref: '#/components/requestBodies/Job' }]);
assert.ok(!('requestBody' in shared));
assert.deepStrictEqual(own.requestBody, { required: true, content: { 'application/json': { schema: { type: 'object' } } } });
JS
node upgrade.mjs

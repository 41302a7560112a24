#!/bin/bash
# swagger-jsdoc 6.3.0 (npm): webhooks and security of a comment become paths.
# Expected by OpenAPI 3.1.0, OpenAPI Object: webhooks and security are fields of the root, beside paths, components and tags, which the
# package puts there.
# Seen: each root field that it does not know is put under paths: paths.webhooks holds the webhook, and paths.security is
# {"0": {"key": []}}, as lists are copied by index. The result has neither webhooks nor security at its root; no error.
# Cost: the event that tells that a job is done is missing in the documentation and in generated clients, and so is the key: each call
# is described as one without authentication.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger-jsdoc@6.3.0
cd "$dir"
cat > routes.js <<'JS'
/**
 * @openapi
 * security:
 *   - key: []
 * tags:
 *   - name: jobs
 * webhooks:
 *   done:
 *     post:
 *       responses: {200: {description: taken}}
 * /jobs:
 *   post:
 *     responses: {201: {description: made}}
 * components:
 *   securitySchemes:
 *     key: {type: http, scheme: bearer}
 */
JS
cat > document.cjs <<'JS'
const assert = require('node:assert');
const swaggerJsdoc = require('swagger-jsdoc');

const definition = { openapi: '3.1.0', info: { title: 'Jobs', version: '1' } };
const found = swaggerJsdoc({ definition, apis: ['./routes.js'] });
console.log(JSON.stringify(found));
assert.deepStrictEqual(Object.keys(found).sort(), ['components', 'info', 'openapi', 'paths', 'tags']);
assert.deepStrictEqual(Object.keys(found.paths).sort(), ['/jobs', 'security', 'webhooks']);
assert.deepStrictEqual(found.paths.security, { 0: { key: [] } });
JS
node document.cjs

#!/bin/bash
# swagger2openapi 7.0.8 (npm): a body that is declared for a whole path is lost, if the operation has no parameters of its own.
# Expected by Swagger 2.0, "Path Item Object": parameters there apply to all operations of the path, and in may be body as for any other
# parameter. In OpenAPI 3.0 each operation gets a requestBody.
# Seen: the parameters of the path become an empty list, and put has no requestBody; no error is raised. If put has a list of parameters,
# even an empty one, it gets the body.
# Cost: a client that is generated from the converted description cannot send the settings of the job at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger2openapi@7.0.8
cd "$dir"
cat > body.cjs <<'JS'
const assert = require('node:assert');
const { convertObj } = require('swagger2openapi');

const body = { in: 'body', name: 'job', required: true, schema: { type: 'object', properties: { prompt: { type: 'string' } } } };
const responses = { 200: { description: 'done' } };
const converted = async (operation) => {
  const paths = { '/job': { parameters: [body], put: { ...operation, responses } } };
  const { openapi } = await convertObj({ swagger: '2.0', info: { title: 'Jobs', version: '1' }, paths }, {});
  return { parameters: openapi.paths['/job'].parameters, requestBody: 'requestBody' in openapi.paths['/job'].put };
};
(async () => {
  const seen = { without: await converted({}), empty: await converted({ parameters: [] }) };
  console.log(seen);
  assert.deepStrictEqual(seen.without, { parameters: [], requestBody: false });
  assert.strictEqual(seen.empty.requestBody, true);
})();
JS
node body.cjs

#!/bin/bash
# swagger2openapi 7.0.8 (npm): lists in a form lose the way in which they are written.
# Expected: in Swagger 2.0, collectionFormat csv (the default) is tags=a,b; in OpenAPI 3.0, a list in a form is tags=a&tags=b, unless the Encoding
# Object says explode: false. For parameters of a query, the package writes explode.
# Seen: csv and multi become the same array without an encoding, so a list that is joined by commas is sent as several fields.
# Cost: the server takes the first or the last of the tags for all, and the others are not used.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger2openapi@7.0.8
cd "$dir"
cat > lists.cjs <<'JS'
const assert = require('node:assert');
const { convertObj } = require('swagger2openapi');

const converted = async (collectionFormat) => {
  const list = (place, name) => ({ in: place, name, type: 'array', items: { type: 'string' }, collectionFormat });
  const operation = {
    consumes: ['application/x-www-form-urlencoded'],
    parameters: [list('formData', 'tags'), list('query', 'ids')],
    responses: { 200: { description: 'done' } },
  };
  const paths = { '/jobs': { post: operation } };
  const { openapi } = await convertObj({ swagger: '2.0', info: { title: 'Jobs', version: '1' }, paths }, {});
  const { parameters, requestBody } = openapi.paths['/jobs'].post;
  return { query: parameters[0].explode, form: requestBody.content['application/x-www-form-urlencoded'] };
};
(async () => {
  const seen = { csv: await converted('csv'), multi: await converted('multi') };
  console.log(JSON.stringify(seen));
  assert.deepStrictEqual(seen.csv.form, seen.multi.form);
  assert.ok(!('encoding' in seen.csv.form));
  assert.strictEqual(seen.multi.query, true);
  assert.notStrictEqual(seen.csv.query, true);
})();
JS
node lists.cjs

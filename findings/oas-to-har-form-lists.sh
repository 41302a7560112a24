#!/bin/bash
# @readme/oas-to-har 38.5.1 (npm): lists in a URL-encoded form are joined by commas, whatever the document says.
# Expected by OpenAPI 3.1.1, "Encoding Object": in application/x-www-form-urlencoded the style of a list is form, and explode is true by
# default, so tags=a&tags=b; only with explode: false it is tags=a,b.
# Seen: one parameter "tags" with the value "calm,low" for each of the three: no encoding, explode true and explode false. The same list
# in a multipart form becomes two parts.
# Cost: the requests that a documentation shows and sends ("Try it") order a song with the one tag "calm,low"; code that is copied from
# there does the same.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @readme/oas-to-har@38.5.1 oas@38.6.0
cd "$dir"
cat > form.mjs <<'JS'
import assert from 'node:assert';
import Oas from 'oas';
import oasToHar from '@readme/oas-to-har';

const convert = oasToHar.default ?? oasToHar;
const params = (mediaType, encoding) => {
  const schema = { type: 'object', properties: { tags: { type: 'array', items: { type: 'string' } } } };
  const post = { requestBody: { content: { [mediaType]: { schema, encoding } } }, responses: { 200: { description: 'ok' } } };
  const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, servers: [{ url: 'https://api.example.com' }], paths: { '/songs': { post } } };
  const oas = new Oas(document);
  const values = { tags: ['calm', 'low'] };
  const har = convert(oas, oas.operation('/songs', 'post'), { body: values, formData: values });
  return har.log.entries[0].request.postData.params.map(({ name, value }) => `${name}=${value}`);
};
const form = 'application/x-www-form-urlencoded';
const found = [undefined, true, false].map((explode) => params(form, explode === undefined ? undefined : { tags: { style: 'form', explode } }));
console.log('form', found, 'multipart', params('multipart/form-data'));
assert.deepStrictEqual(found, [['tags=calm,low'], ['tags=calm,low'], ['tags=calm,low']]);
assert.deepStrictEqual(params('multipart/form-data'), ['tags=calm', 'tags=low']);
JS
node form.mjs

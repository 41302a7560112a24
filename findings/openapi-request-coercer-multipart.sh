#!/bin/bash
# openapi-request-coercer 12.1.3 (npm, with openapi-request-validator 12.1.3): fields of a multipart form stay texts.
# Expected by its README: header, path, query and formData values are coerced to their types. OpenAPI 3.0.3, "Special Considerations
# for multipart Content": a part of a primitive type is sent as text/plain, so 5 arrives as "5", which is to be read as 5.
# Seen: with application/x-www-form-urlencoded the numbers and booleans are coerced; with multipart/form-data the same schema does
# nothing. The validator of the same authors, which runs next, then says "must be integer".
# Cost: each upload with a number of seconds or a switch is refused with 400, though it is as the document says.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-request-coercer@12.1.3 openapi-request-validator@12.1.3
cd "$dir"
cat > coerce.cjs <<'JS'
const assert = require('node:assert');
const Coercer = require('openapi-request-coercer').default;
const Validator = require('openapi-request-validator').default;

const schema = { type: 'object', properties: { seconds: { type: 'integer' }, loop: { type: 'boolean' } } };
const received = (type, parameter) => {
  const operation = { parameters: [], requestBody: { content: { [type]: { schema } } } };
  const request = { headers: { 'content-type': type + parameter }, body: { seconds: '5', loop: 'true' }, query: {}, params: {} };
  new Coercer(operation).coerce(request);
  const refused = new Validator(operation).validateRequest(request);
  return { ...request.body, errors: (refused?.errors ?? []).map((error) => error.message) };
};
const urlencoded = received('application/x-www-form-urlencoded', '');
const multipart = received('multipart/form-data', '; boundary=cut');
console.log({ urlencoded, multipart });
assert.deepStrictEqual(urlencoded, { seconds: 5, loop: true, errors: [] });
assert.deepStrictEqual(multipart, { seconds: '5', loop: 'true', errors: ['must be integer', 'must be boolean'] });
JS
node coerce.cjs

#!/bin/bash
# openapi-schema-to-json-schema 2.2.0 (npm): the limits of a 64-bit integer are replaced by those of its format.
# Expected by OpenAPI 3.0.3, "Data Types": format is beside the other keywords, so {format: int64, minimum: 0, maximum: 100} is from 0 to
# 100.
# Seen: minimum becomes -9223372036854776000 and maximum 9223372036854776000; with int32 the same happens.
# Cost: a negative or far too large number passes the check, and fails at the provider.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-schema-to-json-schema@2.2.0
cd "$dir"
cat > int64.cjs <<'JS'
const assert = require('node:assert');
const convert = require('openapi-schema-to-json-schema');

const limits = (format) => {
  const { minimum, maximum } = convert({ type: 'integer', minimum: 0, maximum: 100, ...format });
  return [minimum, maximum];
};
const seen = [limits({}), limits({ format: 'int64' }), limits({ format: 'int32' })];
console.log(seen);
assert.deepStrictEqual(seen.map(([minimum]) => minimum < 0), [false, true, true]);
JS
node int64.cjs

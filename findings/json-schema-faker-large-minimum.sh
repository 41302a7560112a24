#!/bin/bash
# json-schema-faker 0.6.3 (npm): a number with a minimum over 1000 and no maximum is made below it.
# Expected by its README ("Generate valid JSON data from JSON Schema definitions") and JSON Schema 2020-12, validation, section 6.2.4: a
# value is valid if it is not less than minimum.
# Seen: the limit that it sets above, if the schema has none, is 1000, and the values lie between that and the minimum: for a minimum of
# 2000 each of 100 seeds gives less. For a minimum of 500, or with a maximum, all are right.
# Cost: a mock of an API answers with times, sizes in bytes or numbers of samples that its own schema forbids.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" json-schema-faker@0.6.3
cd "$dir"
cat > minimum.mjs <<'JS'
import assert from 'node:assert';
import { generateSync } from 'json-schema-faker';

const seen = [{ minimum: 500 }, { minimum: 2000, maximum: 3000 }, { minimum: 2000 }, { minimum: 1e9 }].map((schema) => {
  const values = Array.from({ length: 100 }, (_, seed) => generateSync({ type: 'integer', ...schema }, { seed }));
  return { ...schema, first: values[0], below: values.filter((value) => value < schema.minimum).length };
});
console.log(seen);
assert.deepStrictEqual(seen.map(({ below }) => below), [0, 0, 100, 100]);
JS
node minimum.mjs

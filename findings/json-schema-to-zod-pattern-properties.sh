#!/bin/bash
# json-schema-to-zod 2.8.1 (npm): with patternProperties, each field that fits no pattern is held to the pattern's schema.
# Expected by JSON Schema 2020-12, core, section 10.3.2.2: patternProperties speaks of the fields whose name fits; others may be anything,
# unless additionalProperties says more.
# Seen: for patternProperties {"^x-": integer} the schema ends in catchall() with the integer, so {"language": "de"} is refused ("expected
# number, received string"), though no pattern fits that name..
# Cost: answers of an API whose objects have fields for extensions (x-...) are refused as soon as the provider adds a field of another
# name.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" json-schema-to-zod@2.8.1 zod@4.1.12
cd "$dir"
cat > pattern.mjs <<'JS'
import assert from 'node:assert';
import { jsonSchemaToZod } from 'json-schema-to-zod';
import { z } from 'zod';

const schema = { type: 'object', properties: { id: { type: 'string' } }, patternProperties: { '^x-': { type: 'integer' } } };
const code = jsonSchemaToZod(schema);
const check = new Function('z', `return ${code}`)(z);
const valid = (value) => check.safeParse(value).success;
console.log(code.split('.superRefine')[0]);
console.log('extension', valid({ id: 'j-1', 'x-retries': 2 }), 'other field', valid({ id: 'j-1', language: 'de' }));
assert.ok(valid({ id: 'j-1', 'x-retries': 2 }));
assert.ok(!valid({ id: 'j-1', language: 'de' }));
JS
node pattern.mjs

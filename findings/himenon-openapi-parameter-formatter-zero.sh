#!/bin/bash
# @himenon/openapi-parameter-formatter 2.1.0 (npm): 0 and false are sent as if they had no value.
# Expected by OpenAPI 3.1, "Parameter Object", and JSON Schema: 0 and false are values of a number and of a boolean. seed=0 is another
# request than seed=.
# Seen: QueryParameter gives "seed=" for 0 and for false, and PathParameter undefined for 0. A 1 is written.
# Cost: a fixed seed of 0, or a switch that is turned off, does not reach the provider, which uses its default.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @himenon/openapi-parameter-formatter@2.1.0
cd "$dir"
cat > zero.mjs <<'JS'
import assert from 'node:assert';
import { PathParameter, QueryParameter } from '@himenon/openapi-parameter-formatter';

const query = (value) => QueryParameter.generate('seed', { value, style: 'form', explode: true });
const seen = [query(1), query(0), query(false), PathParameter.generate('page', { value: 0, style: 'simple', explode: false })];
console.log(seen);
assert.deepStrictEqual(seen, ['seed=1', 'seed=', 'seed=', undefined]);
JS
node zero.mjs

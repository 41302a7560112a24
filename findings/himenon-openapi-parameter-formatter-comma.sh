#!/bin/bash
# @himenon/openapi-parameter-formatter 2.1.0 (npm): the commas between the values of a list look like those within a value.
# Expected by OpenAPI 3.1, "Style Examples", which its README names: form without explode is color=blue,black,brown. By RFC 6570 a comma
# within a value becomes %2C, and the one between two values is plain.
# Seen: ["sea", "fog, grey"] becomes "tags=sea%2Cfog%2C+grey": all commas are encoded.
# Cost: a server that splits at plain commas gets one value, and one that decodes first gets three for two.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @himenon/openapi-parameter-formatter@2.1.0
cd "$dir"
cat > comma.mjs <<'JS'
import assert from 'node:assert';
import { QueryParameter } from '@himenon/openapi-parameter-formatter';

const seen = QueryParameter.generate('tags', { value: ['sea', 'fog, grey'], style: 'form', explode: false });
console.log(seen);
assert.strictEqual(seen, 'tags=sea%2Cfog%2C+grey');
JS
node comma.mjs

#!/bin/bash
# @stoplight/json-schema-merge-allof 0.8.0 (npm): the default of an inner schema replaces that of the outer one.
# Expected by its README: for "title, description, $id, $schema, default" the first possible value is used, "So the root schema is prioritized".
# Seen: of a schema with default 5 that has allOf of one with default 1 the result has default 1, while description and title are those of
# the outer schema.
# Cost: documentation and clients that are made from the merged schema send or show the default of the shared part, such as 30 steps where
# this endpoint has 4.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @stoplight/json-schema-merge-allof@0.8.0
cd "$dir"
cat > merge.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const merge = require('@stoplight/json-schema-merge-allof');

const readme = fs.readFileSync('node_modules/@stoplight/json-schema-merge-allof/README.md', 'utf8');
assert.match(readme, /default the strategy is to use the first possible value/);
const shared = { type: 'integer', title: 'shared', description: 'shared', default: 30 };
const merged = merge({ title: 'own', description: 'own', default: 4, allOf: [shared] });
console.log(merged);
assert.deepStrictEqual(merged, { type: 'integer', title: 'own', description: 'own', default: 30 });
JS
node merge.cjs

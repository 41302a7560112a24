#!/bin/bash
# immutable-json-patch 6.0.3 (npm): a field of an object that is called "-" is added as "undefined".
# Expected by RFC 6901, section 4: "-" means the place behind the last element if the value is an array; in an object it is a name like
# any other.
# Seen: adding "/marks/-" to an object gives {"undefined": "rest"}. Adding "/marks/+" gives {"+": "rest"}.
# Cost: tables of signs, such as phonemes or notes, in which "-" is a key, get a wrong one without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" immutable-json-patch@6.0.3
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { immutableJSONPatch } from 'immutable-json-patch';

const add = (name) => immutableJSONPatch({ marks: {} }, [{ op: 'add', path: `/marks/${name}`, value: 'rest' }]);
console.log(add('+'), add('-'));
assert.deepStrictEqual(add('+'), { marks: { '+': 'rest' } });
assert.deepStrictEqual(add('-'), { marks: { undefined: 'rest' } });
JS
node check.mjs

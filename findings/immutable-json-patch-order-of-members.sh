#!/bin/bash
# immutable-json-patch 6.0.3 (npm): a test of an object fails if its members are in another order.
# Expected by RFC 6902, section 4.6: objects are equal if they have the same members, whatever their order. RFC 8259: objects are
# unordered.
# Seen: the two are compared as JSON texts. {"test": {"x": 1, "y": 2}} against {"y": 2, "x": 1} is "Test failed, value differs".
# Cost: patches that guard themselves by a test are refused, depending on the program that has written the value.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" immutable-json-patch@6.0.3
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { immutableJSONPatch } from 'immutable-json-patch';

const test = (value) => {
  try {
    return immutableJSONPatch({ size: { x: 1, y: 2 } }, [{ op: 'test', path: '/size', value }]);
  } catch (error) {
    return error.message;
  }
};
console.log(test({ x: 1, y: 2 }), test({ y: 2, x: 1 }));
assert.deepStrictEqual(test({ x: 1, y: 2 }), { size: { x: 1, y: 2 } });
assert.match(test({ y: 2, x: 1 }), /^Test failed, value differs/);
JS
node check.mjs

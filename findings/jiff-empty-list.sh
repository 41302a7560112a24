#!/bin/bash
# jiff 0.7.3 (npm): a test for an empty object succeeds on an empty list.
# Expected by RFC 6902, section 4.6: the two values must be of the same JSON type.
# Seen: patch() with the test of {} against [] returns the document; the test of {"a": 1} against [1] fails, as it should.
# Cost: a patch that is only for documents without entries is applied to others, and then adds named fields to a list.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" jiff@0.7.3
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import jiff from 'jiff';

const test = (document, value) => {
  try {
    return jiff.patch([{ op: 'test', path: '/tags', value }], document);
  } catch (error) {
    return error.constructor.name;
  }
};
console.log(test({ tags: [] }, {}), test({ tags: [1] }, { a: 1 }));
assert.deepStrictEqual(test({ tags: [] }, {}), { tags: [] });
assert.strictEqual(test({ tags: [1] }, { a: 1 }), 'TestFailedError');
JS
node check.mjs

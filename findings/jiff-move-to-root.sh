#!/bin/bash
# jiff 0.7.3 (npm): a part of a document cannot be moved into the place of the whole.
# Expected by RFC 6902, section 4.4: only the other direction is forbidden, a move into a child of what is moved. "" is the whole
# document.
# Seen: a move from "/data" to "" is refused: "move.from cannot be ancestor of move.path". It is the path that is an ancestor here.
# Another library, json8-patch, makes the move.
# Cost: answers in an envelope cannot be unwrapped by a patch.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" jiff@0.7.3 json8-patch@1.0.6
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import jiff from 'jiff';
import { apply } from 'json8-patch';

const move = [{ op: 'move', from: '/data', path: '' }];
let seen;
try {
  seen = jiff.patch(move, { data: { id: 1 } });
} catch (error) {
  seen = error.message;
}
const other = apply({ data: { id: 1 } }, move).doc;
console.log(seen, other);
assert.strictEqual(seen, 'move.from cannot be ancestor of move.path');
assert.deepStrictEqual(other, { id: 1 });
JS
node check.mjs

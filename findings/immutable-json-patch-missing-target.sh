#!/bin/bash
# immutable-json-patch 6.0.3 (npm): to replace or remove what is not there succeeds and changes nothing.
# Expected by RFC 6902, sections 4.2 and 4.3: the target must exist for the operation to be successful, and section 5: otherwise the whole
# patch fails.
# Seen: with {"voice": 1} both replace and remove of "/voices" give the document back, without an error.
# Cost: a patch with a misspelt path is told as applied, and the job runs with the old setting.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" immutable-json-patch@6.0.3
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { immutableJSONPatch } from 'immutable-json-patch';

const replaced = immutableJSONPatch({ voice: 1 }, [{ op: 'replace', path: '/voices', value: 2 }]);
const removed = immutableJSONPatch({ voice: 1 }, [{ op: 'remove', path: '/voices' }]);
console.log(replaced, removed);
assert.deepStrictEqual([replaced, removed], [{ voice: 1 }, { voice: 1 }]);
JS
node check.mjs

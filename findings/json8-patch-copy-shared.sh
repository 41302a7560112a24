#!/bin/bash
# json8-patch 1.0.6 (npm): what was copied and its copy stay one object, so that a later operation changes both.
# Expected by RFC 6902, section 4.5: copy adds the value at the target, as add would do; the operations behind it each change one place.
# Seen: after copying "/draft" to "/final" and replacing "/final/steps", "/draft/steps" is replaced too.
# Cost: of two variants of a job that a patch makes from one, both get the settings of the second.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" json8-patch@1.0.6
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { apply } from 'json8-patch';

const { doc } = apply({ draft: { steps: 4 } }, [
  { op: 'copy', from: '/draft', path: '/final' },
  { op: 'replace', path: '/final/steps', value: 50 },
]);
console.log(doc);
assert.deepStrictEqual(doc, { draft: { steps: 50 }, final: { steps: 50 } });
JS
node check.mjs

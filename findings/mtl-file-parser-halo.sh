#!/bin/bash
# mtl-file-parser 0.3.0 (npm): a dissolve with a halo becomes NaN.
# Expected by the MTL format: "d -halo 0.5" is a dissolve of 0.5 that depends on the angle.
# Seen: dissolve is NaN (null in JSON) and there is no message; "d 0.5" gives 0.5.
# Cost: glass and water are drawn opaque or not at all, depending on what a program makes of NaN.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mtl-file-parser@0.3.0
cd "$dir"
cat > halo.cjs <<'JS'
const assert = require('node:assert');
const MtlFile = require('mtl-file-parser');

const dissolve = (line) => new MtlFile(`newmtl glass\n${line}\n`).parse()[0].dissolve;
console.log(dissolve('d 0.5'), dissolve('d -halo 0.5'));
assert.strictEqual(dissolve('d 0.5'), 0.5);
assert.ok(Number.isNaN(dissolve('d -halo 0.5')));
JS
node halo.cjs

#!/bin/bash
# mtl-file-parser 0.3.0 (npm): a statement of the format that it does not know ends the reading of the whole file.
# Expected by the MTL format: "map_aat on" turns anti-aliasing of textures on; the README calls the package a parser of that format, and others
# that it leaves out (Ns, bump) only give a line on the console.
# Seen: "map_aat on" raises "Unrecognized statement", and so does "Ke 0 0 0", which Blender writes into each material. The materials before it are
# not returned either.
# Cost: models from common programs have no colours and no textures.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mtl-file-parser@0.3.0
cd "$dir"
cat > statement.cjs <<'JS'
const assert = require('node:assert');
const MtlFile = require('mtl-file-parser');

const parse = (line) => new MtlFile(`newmtl red\nKd 1 0 0\nnewmtl blue\nKd 0 0 1\n${line}\n`).parse();
assert.strictEqual(parse('Ns 96').length, 2);
for (const line of ['map_aat on', 'Ke 0 0 0']) {
  assert.throws(() => parse(line), (error) => {
    console.log(String(error));
    return String(error).includes('Unrecognized statement');
  });
}
JS
node statement.cjs

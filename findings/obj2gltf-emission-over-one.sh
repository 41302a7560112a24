#!/bin/bash
# obj2gltf 3.2.0 (npm): a material that shines brighter than 1 becomes a glTF that is not valid.
# Expected by glTF 2.0, section 5.19 (material): each number of emissiveFactor is at most 1.0; for more there is the extension
# KHR_materials_emissive_strength. An MTL file has no such limit for Ke.
# Seen: "Ke 5 4 0" is written as "emissiveFactor": [5, 4, 0], without the extension and without a message to the logger.
# Cost: models with lamps or neon signs are refused by validators and shops, and shown by each viewer in its own way.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" obj2gltf@3.2.0
cd "$dir"
printf 'mtllib lamp.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nusemtl lamp\nf 1 2 3\n' > lamp.obj
printf 'newmtl lamp\nKd 1 1 0\nKe 5 4 0\n' > lamp.mtl
cat > emission.cjs <<'JS'
const assert = require('node:assert');
const obj2gltf = require('obj2gltf');

const messages = [];
obj2gltf('lamp.obj', { logger: (message) => messages.push(message) }).then(({ materials, extensionsUsed }) => {
  console.log(materials[0], extensionsUsed, messages);
  assert.deepStrictEqual(materials[0].emissiveFactor, [5, 4, 0]);
  assert.strictEqual(extensionsUsed, undefined);
  assert.deepStrictEqual(messages, []);
});
JS
node emission.cjs

#!/bin/bash
# @gltf-transform/core 4.5.1 (npm): a camera that sees without end is cut off at 100 m after a file was read and written.
# Expected by glTF 2.0, sections 3.10.3 and 5.14 (camera.perspective): zfar is optional, and without it the projection is infinite.
# Seen: a perspective camera with yfov and znear only gets "zfar": 100 by reading and writing alone. A missing aspectRatio stays missing.
# Cost: a landscape or a city that goes through any gltf-transform step is empty beyond 100 m in its own camera.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @gltf-transform/core@4.5.1
cd "$dir"
cat > camera.mjs <<'JS'
import assert from 'node:assert';
import { NodeIO } from '@gltf-transform/core';

const camera = { type: 'perspective', perspective: { yfov: 1, znear: 0.5 } };
const json = { asset: { version: '2.0' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ camera: 0 }], cameras: [camera] };
const io = new NodeIO();
const written = await io.writeJSON(await io.readJSON({ json, resources: {} }));
console.log(camera.perspective, '->', written.json.cameras[0].perspective);
assert.deepStrictEqual(written.json.cameras[0].perspective, { yfov: 1, znear: 0.5, zfar: 100 });
JS
node camera.mjs

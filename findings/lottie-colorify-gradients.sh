#!/bin/bash
# lottie-colorify 0.8.0 (npm): of a Lottie animation that is to have one colour, gradients, texts and solids keep theirs.
# Expected by its README: flatten() sets all colours of an animation to one. The Lottie format has colours in fills, strokes, gradients
# (gf, gs), texts (fc) and solid layers (sc).
# Seen: only fills and strokes of shapes are changed; a gradient from red to blue, a red text and a red solid stay, without a word.
# Cost: an icon in the colour of a brand has parts in others.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" lottie-colorify@0.8.0
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { flatten } from 'lottie-colorify';

const gradient = [0, 1, 0, 0, 1, 0, 0, 1];
const shapes = [{ ty: 'fl', c: { a: 0, k: [1, 0, 0, 1] } }, { ty: 'gf', g: { p: 2, k: { a: 0, k: gradient } } }];
const text = { ty: 5, t: { d: { k: [{ s: { fc: [1, 0, 0] }, t: 0 }] } } };
const animation = { v: '5.7.0', layers: [{ ty: 4, shapes }, text, { ty: 1, sc: '#ff0000' }] };
const [shape, words, solid] = flatten('#00ff00', animation).layers;
console.log(JSON.stringify([shape, words, solid]));
assert.deepStrictEqual(shape.shapes[0].c.k.slice(0, 3), [0, 1, 0]);
assert.deepStrictEqual(shape.shapes[1].g.k.k, gradient);
assert.deepStrictEqual([words.t.d.k[0].s.fc, solid.sc], [[1, 0, 0], '#ff0000']);
JS
node check.mjs

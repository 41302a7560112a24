#!/bin/bash
# ase-utils 0.1.1 (npm): of a swatch file of Adobe (.ase) nothing can be read behind the end of a group.
# Expected by the format: a block of the type C002 ends a group; it has no contents, and other colours and groups may follow.
# Seen: a name is read behind this block as well, so the next block is taken to pieces: a colour behind a group is "Unexpected block
# type", a second group a RangeError. A file with one group is read.
# Cost: palettes of brands, which have a group for each purpose, cannot be loaded.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" ase-utils@0.1.1
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import ase from 'ase-utils';

const text = (name) => {
  const letters = Buffer.alloc(2 * name.length + 4);
  letters.writeUInt16BE(name.length + 1);
  [...name].forEach((letter, i) => letters.writeUInt16BE(letter.charCodeAt(0), 2 + 2 * i));
  return letters;
};
const block = (type, data) => {
  const head = Buffer.alloc(6);
  head.writeUInt16BE(type);
  head.writeUInt32BE(data.length, 2);
  return Buffer.concat([head, data]);
};
const red = Buffer.from('3f8000000000000000000000', 'hex');
const colour = (name) => block(1, Buffer.concat([text(name), Buffer.from('RGB '), red, Buffer.from([0, 2])]));
const group = (name, ...colours) => [block(0xc001, text(name)), ...colours, block(0xc002, Buffer.alloc(0))];
const file = (...blocks) => {
  const head = Buffer.from('41534546000100000000000' + blocks.length, 'hex');
  return Buffer.concat([head, ...blocks]);
};

const decode = (...blocks) => {
  try {
    return ase.decode(file(...blocks)).groups.map(({ name }) => name);
  } catch (error) {
    return error.message.slice(0, 21);
  }
};
const seen = [
  decode(...group('warm', colour('red'))),
  decode(...group('warm', colour('red')), colour('rose')),
  decode(...group('warm', colour('red')), ...group('cold', colour('blue'))),
];
console.log(seen);
assert.deepStrictEqual(seen, [['warm'], 'Unexpected block type', 'The value of "offset"']);
JS
node check.mjs

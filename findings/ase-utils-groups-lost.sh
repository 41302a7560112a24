#!/bin/bash
# ase-utils 0.1.1 (npm): writing a swatch file of Adobe (.ase) leaves out its groups.
# Expected by its README: decode() gives an object with groups and colours, and encode() makes a file of such an object.
# Seen: what was read with the group "warm" has no group any more after encode() and decode(); its colour is there.
# Cost: a palette that is only converted or renamed becomes one long list.
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

const read = ase.decode(file(...group('warm', colour('red'))));
const again = ase.decode(ase.encode(read));
console.log(read.groups, again.groups);
assert.strictEqual(read.groups[0].name, 'warm');
assert.deepStrictEqual([again.groups, again.colors[0].name], [[], 'red']);
JS
node check.mjs

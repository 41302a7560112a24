#!/bin/bash
# midifile-ts 1.5.2 (npm): a file that is a part of a larger buffer is read from the beginning of that buffer.
# Expected by the language's specification: a Uint8Array can be a view on a part of an ArrayBuffer; its type declarations accept Uint8Array.
# Seen: a good file of one track raises "Bad .mid file - header not found" as a part of a larger array, and so does a Buffer made by
# Buffer.from(), which takes a part of a shared pool. The same bytes in an array of their own are read.
# Cost: MIDI out of an archive or an upload fails; where another file stands at the beginning of the buffer, that one is read instead.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" midifile-ts@1.5.2
cd "$dir"
cat > part.cjs <<'JS'
const assert = require('node:assert');
const { read } = require('midifile-ts');

const make = (division) => [...Buffer.from('MThd'), 0, 0, 0, 6, 0, 0, 0, 1, 0, division, ...Buffer.from('MTrk'), 0, 0, 0, 4, 0, 0xff, 0x2f, 0];
const file = Uint8Array.from(make(96));
assert.strictEqual(read(file).header.ticksPerBeat, 96);
const zeros = new Uint8Array(10 + file.length);
zeros.set(file, 10);
for (const part of [zeros.subarray(10), Buffer.concat([Buffer.alloc(8), file]).subarray(8)]) {
  assert.deepStrictEqual([...part], [...file]);
  assert.throws(() => read(part), (error) => {
    console.log(String(error));
    return String(error).includes('Bad .mid file - header not found');
  });
}
const two = Uint8Array.from([...make(96), ...make(120)]);
const second = read(two.subarray(file.length));
console.log(second.header);
assert.strictEqual(second.header.ticksPerBeat, 96);
JS
node part.cjs

#!/bin/bash
# mp4-box-encoding 1.4.1 (npm): the headers of version 1, with times of 64 bits, are read wrongly.
# Expected by ISO/IEC 14496-12 (MediaHeaderBox, MovieHeaderBox): in version 1 the creation time, the modification time and the duration have 64
# bits each; a writer may use it for any film, and must for long ones.
# Seen: of a track of 240000 units at 48000 a second (5 s), mdhd of version 1 gives a duration of 3; mvhd gives a time scale and a duration of 0.
# Version 0 of both is right.
# Cost: the length of the film is nothing, and writing it again makes a file that no player knows the length of.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mp4-box-encoding@1.4.1
cd "$dir"
cat > headers.cjs <<'JS'
const assert = require('node:assert');
const { decode } = require('mp4-box-encoding');

const number = (value, bytes) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUInt32BE(value, bytes - 4);
  return buffer;
};
const read = (name, version, rest) => {
  const size = version ? 8 : 4;
  const times = [number(1, size), number(1, size), number(48000, 4), number(240000, size)];
  const content = Buffer.concat([Buffer.from([version, 0, 0, 0]), ...times, rest]);
  const { timeScale, duration } = decode(Buffer.concat([number(content.length + 8, 4), Buffer.from(name), content]));
  return [timeScale, duration];
};
const media = Buffer.from([0x55, 0xc4, 0, 0]); // language und
const movie = Buffer.concat([number(0x10000, 4), Buffer.from([1, 0]), Buffer.alloc(10 + 36 + 24), number(2, 4)]);
const seen = {
  mdhd: [read('mdhd', 0, media), read('mdhd', 1, media)],
  mvhd: [read('mvhd', 0, movie), read('mvhd', 1, movie)],
};
console.log(JSON.stringify(seen));
assert.deepStrictEqual(seen.mdhd, [[48000, 240000], [48000, 3]]);
assert.deepStrictEqual(seen.mvhd[0], [48000, 240000]);
assert.notStrictEqual(seen.mvhd[1][1], 240000);
JS
node headers.cjs

#!/bin/bash
# audio-type 2.8.0 (npm): a picture is called M4A sound.
# Expected by its README: it detects the audio type of the data, and undefined stands for none. By ISO/IEC 14496-12 "ftyp" begins every file of
# that family, and the four letters after it (the brand) say which kind it is: "avif" is a picture, "M4A " is sound.
# Seen: for the beginning of an AVIF picture and for that of an M4A file the answer is "m4a"; for a PNG picture it is undefined.
# Cost: pictures are given to speech recognition or to a player, and the user is told of broken sound.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" audio-type@2.8.0
cd "$dir"
cat > picture.mjs <<'JS'
import assert from 'node:assert';
import audioType from 'audio-type';

const box = (brand) => Uint8Array.from([0, 0, 0, 28, ...Buffer.from(`ftyp${brand}`), 0, 0, 0, 0, ...Buffer.from(`${brand}mif1miaf`)]);
const types = [box('M4A '), box('avif'), Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])].map(audioType);
console.log(types);
assert.deepStrictEqual(types, ['m4a', 'm4a', undefined]);
JS
node picture.mjs

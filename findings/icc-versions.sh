#!/bin/bash
# icc 4.0.0 (npm): the version of a profile of version 2.2, 2.3, 4.1 or 5.0 is undefined.
# Expected by the ICC specification, section 7.2.4: the version is two bytes, the major one and, in four bits each, minor and bug fix, so
# each version can be read.
# Seen: seven whole numbers are looked up in a list. Profiles of other versions, and bug fixes such as 2.1.1, have no version.
# Cost: a program that converts images by the version of their profile takes them for images without one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" icc@4.0.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const icc = require('icc');

const version = (...bytes) => {
  const profile = Buffer.alloc(132);
  profile.writeUInt32BE(132, 0);
  Buffer.from(bytes).copy(profile, 8);
  profile.write('mntrRGB XYZ ', 12, 'latin1');
  profile.write('acsp', 36, 'latin1');
  return icc.parse(profile).version;
};
const found = [[2, 0x10], [2, 0x11], [2, 0x20], [2, 0x30], [4, 0x10], [4, 0x30], [5, 0]].map((bytes) => version(...bytes));
console.log(found);
assert.deepStrictEqual(found, ['2.1', undefined, undefined, undefined, undefined, '4.3', undefined]);
JS
node show.cjs

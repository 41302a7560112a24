#!/bin/bash
# codem-isoboxer 0.3.10 (npm): an empty edit of 64 bits has a media time of -4294967297.
# Expected by ISO/IEC 14496-12 (EditListBox): media_time is a signed integer, of 64 bits in version 1, and -1 stands for an empty edit.
# Seen: of version 0 it is -1; of version 1, whose eight bytes are all ff, it is -4294967297, which is -1 for both halves, added up.
# Cost: a program that looks for -1 takes the pause before the sound for an edit, and shifts all times by days.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" codem-isoboxer@0.3.10
cd "$dir"
cat > edit.cjs <<'JS'
const assert = require('node:assert');
const ISOBoxer = require('codem-isoboxer');

const mediaTime = (version) => {
  const size = version ? 8 : 4;
  const duration = Buffer.alloc(size);
  duration.writeUInt32BE(500, size - 4);
  const head = Buffer.from([version, 0, 0, 0, 0, 0, 0, 1]);
  const content = Buffer.concat([head, duration, Buffer.alloc(size, 0xff), Buffer.from([0, 1, 0, 0])]);
  const bytes = Buffer.concat([Buffer.from([0, 0, 0, content.length + 8]), Buffer.from('elst'), content]);
  return ISOBoxer.parseBuffer(Uint8Array.from(bytes).buffer).fetch('elst').entries[0].media_time;
};
const seen = [mediaTime(0), mediaTime(1)];
console.log(seen);
assert.deepStrictEqual(seen, [-1, -4294967297]);
JS
node edit.cjs

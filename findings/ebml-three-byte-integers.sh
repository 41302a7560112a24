#!/bin/bash
# ebml 3.0.0 (npm): a signed integer of three bytes is NaN, such as the padding at the end of Opus sound in WebM.
# Expected by RFC 8794, section 7.1: a signed integer has 0 to 8 octets. By the Matroska specification DiscardPadding is such an integer, in
# nanoseconds.
# Seen: the decoder gives NaN for a DiscardPadding of 6.5 ms, which is written with 3 octets. Values of 1, 2 and 4 octets are right; no error.
# Cost: players and cutters that go by it leave silence at the end of each piece of speech, or compute with NaN.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ebml@3.0.0
cd "$dir"
cat > padding.cjs <<'JS'
const assert = require('node:assert');
const { Decoder } = require('ebml');

const value = (id, bytes) => {
  let seen;
  const decoder = new Decoder();
  decoder.on('data', ([, { name, value }]) => (seen = { name, value }));
  decoder.write(Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([0x80 | bytes.length]), Buffer.from(bytes)]));
  return seen;
};
const seen = [
  value('75A2', [0x63, 0x2e, 0xa0]), // 6.5 ms
  value('75A2', [0x00, 0xce, 0x54, 0x60]), // 13.522 ms
];
console.log(seen);
assert.deepStrictEqual(seen, [
  { name: 'DiscardPadding', value: NaN },
  { name: 'DiscardPadding', value: 0x00ce5460 },
]);
JS
node padding.cjs

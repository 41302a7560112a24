#!/bin/bash
# jsmediatags 3.9.7 (npm): in M4A the number of tracks of an album, and of discs of a set, is 0.
# Expected by the field "total" that its own result has, and by mutagen 1.48.1, which reads (3, 12) and (1, 2) from these two items: behind the
# number stands how many there are.
# Seen: for track 3 of 12 on disc 1 of 2 the tags are { track: 3, total: 0 } and { disk: 1, total: 0 }.
# Cost: "3 of 0" in players; parts of an audio book cannot be checked for completeness.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" jsmediatags@3.9.7
cd "$dir"
cat > totals.cjs <<'JS'
const assert = require('node:assert');
const { Reader } = require('jsmediatags');

const box = (name, ...parts) => {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part, 'latin1')));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, content]);
};
const item = (name, bytes) => box(name, box('data', Buffer.alloc(8), bytes));
const tags = box('ilst', item('trkn', [0, 0, 0, 3, 0, 12, 0, 0]), item('disk', [0, 0, 0, 1, 0, 2]));
const handler = Buffer.concat([Buffer.alloc(8), Buffer.from('mdirappl'), Buffer.alloc(9)]);
const file = Buffer.concat([
  box('ftyp', 'M4A ', Buffer.alloc(4), 'M4A isom'),
  box('moov', box('udta', box('meta', Buffer.alloc(4), box('hdlr', handler), tags))),
  box('mdat', Buffer.alloc(300)),
]);
new Reader(file).read({
  onSuccess: ({ tags: { trkn, disk } }) => {
    console.log(trkn.data, disk.data);
    assert.deepStrictEqual([trkn.data, disk.data], [{ track: 3, total: 0 }, { disk: 1, total: 0 }]);
  },
  onError: (error) => assert.fail(JSON.stringify(error)),
});
JS
node totals.cjs

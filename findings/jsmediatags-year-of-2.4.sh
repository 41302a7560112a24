#!/bin/bash
# jsmediatags 3.9.7 (npm): the short cut "year" is undefined for each ID3v2.4 tag.
# Expected by its README, which names "year" among the short cuts, and by ID3v2.4.0 (changes, section 3): the recording time, TDRC, takes the
# place of TYER, the year of ID3v2.3.
# Seen: a tag of version 2.3 with TYER gives "2026"; one of version 2.4 with TDRC "2026-05-06" gives undefined, and so does a search for "year".
# Cost: songs that were tagged with today's tools have no year in the catalogue, and nothing says why some have.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" jsmediatags@3.9.7
cd "$dir"
grep -n 'year' node_modules/jsmediatags/README.md
cat > year.cjs <<'JS'
const assert = require('node:assert');
const { Reader } = require('jsmediatags');

const read = (version, id, text, wanted) => {
  const frame = [...Buffer.from(id), 0, 0, 0, text.length + 1, 0, 0, 0, ...Buffer.from(text)];
  const file = Buffer.from([...Buffer.from('ID3'), version, 0, 0, 0, 0, 0, frame.length, ...frame, ...new Array(200).fill(0)]);
  return new Promise((onSuccess, onError) => {
    const reader = new Reader(file);
    if (wanted) reader.setTagsToRead(wanted);
    reader.read({ onSuccess, onError });
  });
};
(async () => {
  const seen = [
    (await read(3, 'TYER', '2026')).tags.year,
    (await read(4, 'TDRC', '2026-05-06')).tags.year,
    (await read(4, 'TDRC', '2026-05-06', ['year'])).tags.year,
    (await read(4, 'TDRC', '2026-05-06')).tags.TDRC.data,
  ];
  console.log(seen);
  assert.deepStrictEqual(seen, ['2026', undefined, undefined, '2026-05-06']);
})();
JS
node year.cjs

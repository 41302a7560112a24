#!/bin/bash
# poll-until-promise 4.2.0 (npm): a wait ends with null, undefined, 0 or an empty text.
# Expected by its README: "Wait until the executed promise resolved to a true value".
# Seen: only the value false is waited on. A look that gives null twice and then the address of the video is made once, and null is the
# result; undefined, 0 and "" likewise. With false, the third look gives the address.
# Cost: a field that the provider leaves null until the job is done ends the wait at the first look, without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" poll-until-promise@4.2.0
cd "$dir"
cat > null.cjs <<'JS'
const assert = require('node:assert');
const { waitFor } = require('poll-until-promise');

(async () => {
  const found = [];
  for (const unfinished of [null, undefined, 0, '', false]) {
    let looks = 0;
    const look = async () => { looks += 1; return looks < 3 ? unfinished : 'https://media.example/1.mp4'; };
    found.push([await waitFor(look, { interval: 10 }), looks]);
  }
  console.log(found);
  assert.deepStrictEqual(found, [[null, 1], [undefined, 1], [0, 1], ['', 1], ['https://media.example/1.mp4', 3]]);
})();
JS
node null.cjs

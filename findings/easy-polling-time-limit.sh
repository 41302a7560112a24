#!/bin/bash
# easy-polling 1.1.3 (npm): the time limit counts the pauses only, not the looks at the job.
# Expected by its README: "Polling timeout 30000ms, which means if fnValidate returns false until timeout, polling return null".
# Seen: with a limit of 100 ms, pauses of 10 ms and looks that take 100 ms, twelve looks are made, and null comes after more than a second.
# Cost: with slow status requests a wait of half a minute lasts many minutes, and a request of the user's own server times out first.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" easy-polling@1.1.3
cd "$dir"
cat > limit.cjs <<'JS'
const assert = require('node:assert');
const polling = require('easy-polling');

let looks = 0;
const look = () => new Promise((resolve) => { looks += 1; setTimeout(resolve, 100, 'running'); });
(async () => {
  const start = Date.now();
  const result = await polling(look, (status) => status === 'done', 10, 100);
  const overASecond = Date.now() - start > 1000;
  console.log({ result, looks, overASecond });
  assert.deepStrictEqual({ result, looks, overASecond }, { result: null, looks: 12, overASecond: true });
})();
JS
node limit.cjs

#!/bin/bash
# ttml2srt 1.2.4 (npm): times with less than a tenth of a second beyond the whole one are up to 0.9 s late.
# Expected by TTML (timing, time expressions): 1.05s, 1050ms and 00:00:01:01 at 20 frames a second are all 1.05 s; SRT has three digits of
# milliseconds, 050.
# Seen: the milliseconds are filled up with zeros behind them: all three become 00:00:01,500. 00:00:01.05 is right, and so are times
# from a tenth of a second on.
# Cost: every tenth caption appears or goes at the wrong moment, and some end before they begin.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ttml2srt@1.2.4
cd "$dir"
cat > times.cjs <<'JS'
const assert = require('node:assert');
const { ttml2srt } = require('ttml2srt');

console.info = () => {};
const start = (begin) => {
  const root = '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="20">';
  return ttml2srt(`${root}<body><div><p begin="${begin}" end="9s">Good morning.</p></div></body></tt>`).match(/\d\d:\d\d:\d\d,\d+/)[0];
};
const seen = Object.fromEntries(['00:00:01.05', '1.05s', '1050ms', '00:00:01:01', '1.25s'].map((begin) => [begin, start(begin)]));
console.log(seen);
assert.deepStrictEqual(seen, {
  '00:00:01.05': '00:00:01,050',
  '1.05s': '00:00:01,500',
  '1050ms': '00:00:01,500',
  '00:00:01:01': '00:00:01,500',
  '1.25s': '00:00:01,250',
});
JS
node times.cjs

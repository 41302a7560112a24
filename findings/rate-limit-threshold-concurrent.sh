#!/bin/bash
# rate-limit-threshold 0.2.1 (npm): callers that wait at the same time are all let go together, over the limit.
# Expected by its README: it helps to enforce a "maximum number of calls allowed within a specified time frame"; limit() waits as long as is
# needed for that.
# Seen: with two calls in half a second and eight callers at once, two go at 0 s and the other six at 0.5 s. Where each caller waits for the one
# before, it is two each half second.
# Cost: a batch of requests is refused with 429 after the first pause, though a limiter stands before it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" rate-limit-threshold@0.2.1
cd "$dir"
cat > limit.mjs <<'JS'
import assert from 'node:assert';
import { RateLimitThreshold } from 'rate-limit-threshold';

const halves = (times) => times.reduce((counts, time) => {
  const half = Math.round(time / 500);
  counts[half] = (counts[half] ?? 0) + 1;
  return counts;
}, []);
const starts = async (together) => {
  const limiter = new RateLimitThreshold(2, 0.5);
  const begin = Date.now();
  const times = [];
  const call = async () => {
    await limiter.limit();
    times.push(Date.now() - begin);
  };
  if (together) await Promise.all(Array.from({ length: 8 }, call));
  else for (let index = 0; index < 8; index++) await call();
  return halves(times);
};
const seen = { together: await starts(true), inTurn: await starts(false) };
console.log(seen);
assert.deepStrictEqual(seen, { together: [2, 6], inTurn: [2, 2, 2, 2] });
JS
node limit.mjs

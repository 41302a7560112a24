#!/bin/bash
# @sapphire/ratelimits 2.4.11 (npm): after the time has passed, remaining is still 0 while nothing is limited.
# Expected by its type declarations: remaining is the number of times that can still be used before the limit; with 2 uses in 300 ms both are
# free again after 300 ms.
# Seen: after two uses and 400 ms limited is false and remaining is 0; only the next use makes it 1.
# Cost: a check "remaining > 0" (or the number in a header of an answer) refuses for ever, since consume() is never called.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @sapphire/ratelimits@2.4.11
cd "$dir"
cat > remaining.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const { RateLimitManager } = require('@sapphire/ratelimits');

(async () => {
  const limit = new RateLimitManager(300, 2).acquire('user');
  const state = () => ({ limited: limit.limited, remaining: limit.remaining });
  const states = [state()];
  limit.consume();
  limit.consume();
  states.push(state());
  await sleep(400);
  states.push(state());
  limit.consume();
  states.push(state());
  console.log(states);
  assert.deepStrictEqual(states, [
    { limited: false, remaining: 2 },
    { limited: true, remaining: 0 },
    { limited: false, remaining: 0 },
    { limited: false, remaining: 1 },
  ]);
  process.exit();
})();
JS
node remaining.cjs

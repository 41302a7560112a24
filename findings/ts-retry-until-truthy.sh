#!/bin/bash
# ts-retry 7.0.3 (npm): retryUntilTruthy() goes on when the result is truthy.
# Expected by its README: "To retry until we get a value which JavaScript considers truthy." A text, an object and the number 2 are such
# values.
# Seen: the result is compared with true by ==, so only true, 1 and "1" end the retries. For "done" or an object all tries are made, and
# then TooManyTries is raised.
# Cost: a job that is done is asked for again until the tries are used up, and its result is thrown away with an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ts-retry@7.0.3
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { retryAsyncUntilTruthy } = require('ts-retry');

const run = async (value) => {
  let calls = 0;
  try {
    return [await retryAsyncUntilTruthy(async () => { calls += 1; return value; }, { delay: 1, maxTry: 3 }), calls];
  } catch (error) {
    return [error.constructor.name, calls];
  }
};
Promise.all([true, 'done', { status: 'done' }, 2].map(run)).then((outcomes) => {
  console.log(outcomes);
  assert.deepStrictEqual(outcomes, [[true, 1], ['TooManyTries', 3], ['TooManyTries', 3], ['TooManyTries', 3]]);
});
JS
node show.cjs

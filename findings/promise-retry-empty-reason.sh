#!/bin/bash
# promise.retry 2.1.0 (npm): a rejection without a reason counts as success.
# Expected by the language's specification: Promise.reject() is a rejection, whose reason is undefined; the README says that a failed attempt
# is tried again.
# Seen: a function that always rejects without a reason is called once, and the promise ends well with undefined.
# Cost: a job that failed is taken as done, and the step after it works on nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" promise.retry@2.1.0
cd "$dir"
cat > empty.cjs <<'JS'
const assert = require('node:assert');
const { pretry } = require('promise.retry');

(async () => {
  let tries = 0;
  const job = () => {
    tries += 1;
    return Promise.reject();
  };
  const ended = await pretry(job, { times: 3 })().then((value) => ['success', value], (error) => ['failure', error]);
  console.log(tries, ended);
  assert.strictEqual(tries, 1);
  assert.deepStrictEqual(ended, ['success', undefined]);
})();
JS
node empty.cjs

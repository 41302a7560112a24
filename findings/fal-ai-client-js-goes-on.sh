#!/bin/bash
# @fal-ai/client 1.10.1 (npm): after subscribe() has timed out and cancelled the request, it goes on polling it.
# Expected: with the rejected promise the waiting is over; the code clears its scheduled look for just that.
# Seen: if the time runs out while a look is on its way, there is nothing to clear, and when the answer comes, the next look is
# scheduled, and so on until the status is COMPLETED. The error names no request id, either.
# Cost: a request every half second for each wait that was given up (0.5 s is the default; the script takes 10 ms), and a
# program that does not end; slow answers, the usual reason of a timeout, make it likely.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @fal-ai/client@1.10.1
cd "$dir"
cat > subscribe.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const { createFalClient } = require('@fal-ai/client');

let looks = 0;
let cancelled = 0;
const fetch = async (url) => {
  if (String(url).includes('/cancel')) {
    cancelled += 1;
    return Response.json({ status: 'CANCELLATION_REQUESTED' }, { status: 202 });
  }
  if (String(url).includes('/status')) {
    looks += 1;
    await sleep(100);
    return Response.json({ status: 'IN_PROGRESS', request_id: 'job-7', logs: [] });
  }
  return Response.json({ status: 'IN_QUEUE', request_id: 'job-7' });
};

(async () => {
  const fal = createFalClient({ credentials: 'key:secret', fetch });
  const wait = fal.subscribe('fal-ai/video', { input: { prompt: 'waves' }, timeout: 50, pollInterval: 10 });
  const error = await wait.then(() => null, (reason) => reason);
  const before = looks;
  await sleep(1000);
  console.log(`${error?.message}; cancelled: ${cancelled}; looks until then: ${before}, in the next second: ${looks - before}`);
  assert.match(error.message, /timed out/);
  assert(cancelled === 1 && before === 1 && looks - before >= 3);
  process.exit(0);
})();
JS
node subscribe.cjs

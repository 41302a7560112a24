#!/bin/bash
# @speechmatics/batch-client 5.1.0 (npm): while the API answers slowly, transcribe() has several looks at one job on their way.
# Expected: the next look three seconds after the answer of the one before, or a wait for it, as the Python packages of the
# same provider do.
# Seen: the looks are made by setInterval, which does not wait for an answer. With answers that take 7 s, three looks at the
# same job are open at once, and with answers that take a minute it would be twenty. No option changes the interval.
# Cost: an API that is slow from load gets more load from each job that waits; the rate limit and the connections go to
# answers that are out of date when they come.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @speechmatics/batch-client@5.1.0
cd "$dir"
cat > looks.mjs <<'JS'
import assert from 'node:assert';
import { BatchClient } from '@speechmatics/batch-client';

let [open, most, looks] = [0, 0, 0];
globalThis.fetch = async (url, { method }) => {
  if (method === 'POST') return Response.json({ id: 'job-7' });
  if (url.includes('/transcript')) return Response.json({ format: '2.9', results: [] });
  looks += 1;
  open += 1;
  most = Math.max(most, open);
  const status = looks === 1 ? 'done' : 'running';
  await new Promise((answered) => setTimeout(answered, 7000));
  open -= 1;
  return Response.json({ job: { id: 'job-7', status } });
};
const client = new BatchClient({ apiKey: 'key', appId: 'findings' });
const config = { transcription_config: { language: 'en' } };
await client.transcribe({ url: 'https://media.example/talk.mp3' }, config);
console.log({ looks, most });
assert.strictEqual(most, 3);
process.exit();
JS
node looks.mjs

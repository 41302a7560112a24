#!/bin/bash
# @speechmatics/batch-client 5.1.0 (npm): for a rejected job transcribe() rejects with a list, or with undefined, not an Error.
# Expected: one of the package's own errors, which carry a name and a message; and the id of the job.
# Seen: the field errors of the job is thrown as it is. The package's type of a job says that it is a list, and optional: with
# it, the reason of the rejection is [{type, message, timestamp}]; without it, undefined. Neither has the id or a stack.
# Cost: a program that handles the failure by error.message prints "undefined", or fails with a TypeError of its own in the
# place where it wanted to say what had happened to the recording.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @speechmatics/batch-client@5.1.0
cd "$dir"
cat > rejected.mjs <<'JS'
import assert from 'node:assert';
import { BatchClient } from '@speechmatics/batch-client';

const errors = [{ type: 'error', message: 'no audio in the file', timestamp: '2026-11-29T20:00:00Z' }];
const client = new BatchClient({ apiKey: 'key', appId: 'findings' });
const reasonOf = async (job) => {
  globalThis.fetch = async (url, { method }) => Response.json(method === 'POST' ? { id: 'job-7' } : { job });
  const config = { transcription_config: { language: 'en' } };
  return client.transcribe({ url: 'https://media.example/talk.mp3' }, config).then(() => 'resolved', (reason) => reason);
};
const told = await reasonOf({ id: 'job-7', status: 'rejected', errors });
const untold = await reasonOf({ id: 'job-7', status: 'rejected' });
console.log({ told, untold });
assert.deepStrictEqual(told, errors);
assert.strictEqual(untold, undefined);
JS
node rejected.mjs

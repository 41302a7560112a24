#!/bin/bash
# ai 6.0.326 (npm) with @ai-sdk/luma, revai or replicate: when one look at a running job fails, a new job is made, up to three in all.
# Expected by RFC 9110 section 9.2.2: a GET may be repeated, a POST not without need. The documentation of generateImage() and
# transcribe() has maxRetries (2) as the number of retries; what failed is the look, and the job's id is known.
# Seen: a 503 for the GET of a generation (luma) or a transcription (revai), or for the download of the finished picture (replicate),
# begins the whole call again, with another POST: three jobs for one call, and at the end an error whose message names none of them.
# Cost: three pictures or transcriptions are charged, and none is delivered, because of some seconds of trouble at a host of files.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" ai@6.0.326 @ai-sdk/luma@2.0.57 @ai-sdk/revai@2.0.57 @ai-sdk/replicate@2.0.57
cd "$dir"
cat > look.mjs <<'JS'
import assert from 'node:assert';
import { generateImage, experimental_transcribe as transcribe } from 'ai';
import { createLuma } from '@ai-sdk/luma';
import { createReplicate } from '@ai-sdk/replicate';
import { createRevai } from '@ai-sdk/revai';

const json = (value, status) => new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
const made = async (answer, call) => {
  let posts = 0;
  const fetch = async (url, options) => {
    if (options?.method !== 'POST') return json({ detail: 'busy', title: 'busy' }, 503);
    posts += 1;
    return json(answer, 201);
  };
  await assert.rejects(call(fetch));
  return posts;
};
const picture = (model) => generateImage({ model, prompt: 'sea' });
const [luma, revai, replicate] = await Promise.all([
  made({ id: 'g', state: 'queued', created_at: '2026-01-01', model: 'photon-1' }, (fetch) => picture(createLuma({ apiKey: 'key', fetch }).image('photon-1'))),
  made({ id: 'j', status: 'in_progress', language: 'en' }, (fetch) =>
    transcribe({ model: createRevai({ apiKey: 'key', fetch }).transcription('machine'), audio: new Uint8Array([1, 2]) })),
  made({ id: 'p', status: 'succeeded', output: ['https://media.example/a.png'] }, (fetch) =>
    picture(createReplicate({ apiToken: 'key', fetch }).image('acme/sea'))),
]);
console.log({ luma, revai, replicate });
assert.deepStrictEqual([luma, revai, replicate], [3, 3, 3]);
JS
node look.mjs

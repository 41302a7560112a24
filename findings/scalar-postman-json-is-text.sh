#!/bin/bash
# @scalar/postman-to-openapi 0.7.14 (npm): each saved JSON answer is described as a text.
# Expected by its README: Postman collections are converted to OpenAPI. OpenAPI 3.1.1, "Media Type Object": the schema describes the
# content; an answer of application/json with {"id": "job-1"} is an object, as the request's JSON body is in the same outcome.
# Seen: "content": {"application/json": {"schema": {"type": "string"}}} for objects and for lists, also for application/problem+json.
# Cost: generated clients hand out a job as a string, without id or status; those that check answers refuse each one, after the job
# was paid.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @scalar/postman-to-openapi@0.7.14
cd "$dir"
cat > convert.mjs <<'JS'
import assert from 'node:assert';
import { convert } from '@scalar/postman-to-openapi';

const answer = (code, type, body) => ({ name: `${code}`, code, status: 'told', header: [{ key: 'Content-Type', value: type }], body });
const response = [
  answer(200, 'application/json', '{"id":"job-1"}'),
  answer(202, 'application/json', '[{"id":"job-1"}]'),
  answer(429, 'application/problem+json', '{"title":"slow down"}'),
];
const url = { raw: 'https://api.example/jobs', protocol: 'https', host: ['api', 'example'], path: ['jobs'] };
const body = { mode: 'raw', raw: '{"prompt":"rain"}', options: { raw: { language: 'json' } } };
const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const item = [{ name: 'Create a job', request: { method: 'POST', url, header: [], body }, response }];
const { post } = convert({ info: { name: 'Jobs', schema }, item }).paths['/jobs'];
const seen = Object.values(post.responses).map(({ content }) => Object.values(content)[0].schema);
console.log(seen, post.requestBody.content['application/json'].schema);
assert.deepStrictEqual(seen, Array(3).fill({ type: 'string' }));
assert.strictEqual(post.requestBody.content['application/json'].schema.type, 'object');
JS
node convert.mjs

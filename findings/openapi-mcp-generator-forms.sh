#!/bin/bash
# openapi-mcp-generator 4.0.1 (npm): the body of a form is one text, so a form with fields cannot be sent.
# Expected by OpenAPI 3.0.3, "Support for x-www-form-urlencoded Request Bodies" and "Special Considerations for multipart Content": the
# properties of the schema are the fields. The README says that any specification of OpenAPI 3.0 and later is converted.
# Seen: for multipart/form-data, as for a URL-encoded form, requestBody is of type string: an object of the schema is refused ("Expected
# string, received object"), and nothing is sent. A JSON text that a model gives in its place is the body as it is, under the type of the
# form.
# Cost: no tool that takes a file, or whose provider wants a form, can work; the names of the fields are told to nobody.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" openapi-mcp-generator@4.0.1 @modelcontextprotocol/sdk@1.32.2 \
  axios@1.21.1 dotenv@16.6.1 zod@3.25.76 json-schema-to-zod@2.8.1 typescript@5.9.3 @types/node@22.20.7
cd "$dir"
cat > tool.mjs <<'JS'
import assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

// What a call of the operation's generated tool gives, and the requests that it made.
const use = async (operation, args, [status, type, content] = [200, 'application/json', '{}']) => {
  const paths = { '/songs': { post: { operationId: 'song', responses: { 200: { description: 'ok' } }, ...operation } } };
  writeFileSync('api.json', JSON.stringify({ openapi: '3.0.3', info: { title: 't', version: '1' }, paths }));
  const requests = [];
  const server = http.createServer(async (request, response) => {
    requests.push({ url: request.url, type: request.headers['content-type'], body: Buffer.concat(await request.toArray()).toString() });
    response.writeHead(status, { 'content-type': type, connection: 'close' }).end(content);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const base = `http://127.0.0.1:${server.address().port}`;
  execFileSync('node_modules/.bin/openapi-mcp-generator', ['-i', 'api.json', '-o', 'made', '-b', base, '--force'], { stdio: 'ignore' });
  execFileSync('node_modules/.bin/tsc', ['-p', 'made'], { stdio: 'ignore' });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StdioClientTransport({ command: 'node', args: ['build/index.js'], cwd: 'made', stderr: 'ignore' }));
  const result = await client.callTool({ name: 'song', arguments: args });
  await client.close();
  server.close();
  return { text: result.content[0].text, isError: result.isError, requests };
};

const schema = { type: 'object', properties: { prompt: { type: 'string' }, audio: { type: 'string', format: 'binary' } } };
const requestBody = { required: true, content: { 'multipart/form-data': { schema } } };
const refused = await use({ requestBody }, { requestBody: { prompt: 'sea', audio: 'UklGRg==' } });
const sent = await use({ requestBody }, { requestBody: '{"prompt":"sea"}' });
console.log(refused.text, sent.requests);
assert.match(refused.text, /Expected string, received object/);
assert.strictEqual(refused.requests.length, 0);
assert.strictEqual(sent.requests[0].body, '{"prompt":"sea"}');
JS
node tool.mjs

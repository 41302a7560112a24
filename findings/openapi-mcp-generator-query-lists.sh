#!/bin/bash
# openapi-mcp-generator 4.0.1 (npm): lists in a query are joined by commas, and objects are sent as "[object Object]".
# Expected by OpenAPI 3.0.3, "Parameter Object": the style of a query parameter is form, and explode true, unless the document says
# otherwise: status=queued&status=running. An object in the style deepObject is filter[tag]=sea.
# Seen: status=queued,running and filter=[object Object] (percent-encoded). Neither style nor explode is looked at; only a list with
# explode: false is as the document has it.
# Cost: filters do not reach the provider: a model that asks for failed jobs gets all of them, or a refusal that it cannot mend.
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

const parameters = [
  { name: 'status', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
  { name: 'filter', in: 'query', style: 'deepObject', explode: true, schema: { type: 'object', properties: { tag: { type: 'string' } } } },
];
const { requests } = await use({ parameters }, { status: ['queued', 'running'], filter: { tag: 'sea' } });
console.log(decodeURIComponent(requests[0].url));
assert.strictEqual(requests[0].url, '/songs?status=queued%2Crunning&filter=%5Bobject+Object%5D');
JS
node tool.mjs

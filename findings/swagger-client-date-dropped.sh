#!/bin/bash
# swagger-client 3.37.3: a Date given for a query parameter of format date-time is left out of the request.
# Expected: its text by RFC 3339, which Date has (toISOString, what JSON.stringify sends), or an error.
# Seen: the request goes out without the parameter, and without a word; the same Date in a JSON body is sent.
# Cost: a list "since yesterday" is the list of all jobs, page by page.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund swagger-client@3.37.3
cat > run.mjs <<'JS'
import SwaggerClient from "swagger-client";
import assert from "node:assert";
import http from "node:http";

const seen = [];
const server = http.createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    seen.push({ url: request.url, body: Buffer.concat(chunks).toString("latin1") });
    response.writeHead(200, { "content-type": "application/json" }).end('{"id": "x"}');
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}`;

const client = await new SwaggerClient({
  spec: {
    openapi: "3.0.3",
    info: { title: "Jobs", version: "1" },
    servers: [{ url: base }],
    paths: {
      "/jobs": {
        get: {
          operationId: "listJobs",
          parameters: [{ name: "since", in: "query", schema: { type: "string", format: "date-time" } }],
          responses: { 200: { description: "ok", content: { "application/json": { schema: { type: "object" } } } } },
        },
        post: {
          operationId: "submit",
          requestBody: { content: { "application/json": { schema: { type: "object" } } } },
          responses: { 200: { description: "ok", content: { "application/json": { schema: { type: "object" } } } } },
        },
      },
    },
  },
});
const since = new Date("2026-01-02T03:04:05Z");
await client.apis.default.listJobs({ since });
await client.apis.default.listJobs({ since: since.toISOString() });
await client.apis.default.submit({}, { requestBody: { since } });
server.close();
console.log(seen.map(({ url, body }) => url + " " + body).join("\n"));
assert.equal(seen[0].url, "/jobs");
assert.equal(seen[1].url, "/jobs?since=2026-01-02T03%3A04%3A05.000Z");
assert.equal(seen[2].body, '{"since":"2026-01-02T03:04:05.000Z"}');
JS
node run.mjs

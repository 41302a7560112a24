#!/bin/bash
# swagger-client 3.37.3: an array of texts in a multipart body is sent as one part, joined by commas.
# Expected by OpenAPI 3.0.4, "Encoding Object": in multipart/form-data an array is sent by applying the rules to each of
# its values, a part for each.
# Seen: labels ["calm", "low, warm"] arrive as one part "calm,low, warm"; nobody can tell where one ends. An array of
# files becomes a part for each.
# Cost: a voice or a training set is made, and charged for, with one label that nobody gave.
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

const text = { type: "string" };
const properties = { labels: { type: "array", items: text }, samples: { type: "array", items: { ...text, format: "binary" } } };
const client = await new SwaggerClient({
  spec: {
    openapi: "3.0.3",
    info: { title: "Voices", version: "1" },
    servers: [{ url: base }],
    paths: {
      "/voices": {
        post: {
          operationId: "addVoice",
          requestBody: { content: { "multipart/form-data": { schema: { type: "object", properties } } } },
          responses: { 200: { description: "ok", content: { "application/json": { schema: { type: "object" } } } } },
        },
      },
    },
  },
});
const requestBody = { labels: ["calm", "low, warm"], samples: [new Blob(["RIFF1"]), new Blob(["RIFF2"])] };
await client.apis.default.addVoice({}, { requestBody });
server.close();
const parts = [...seen[0].body.matchAll(/name="(\w+)"[^]*?\r\n\r\n([^]*?)\r\n--/g)].map((part) => [part[1], part[2]]);
console.log(JSON.stringify(parts));
assert.deepEqual(parts, [["labels", "calm,low, warm"], ["samples", "RIFF1"], ["samples", "RIFF2"]]);
JS
node run.mjs

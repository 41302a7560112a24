#!/bin/bash
# openapi-client-axios 7.9.1: an array in a query is sent with brackets after its name, whatever the document says.
# Expected by OpenAPI 3.1.1, "Parameter Object": style form, explode true by default: status=queued&status=running; with
# explode false: status=queued,running.
# Seen: status[]=queued&status[]=running (percent-encoded) for both. style and explode are not looked at.
# Cost: the provider knows no parameter status[]: the filter is ignored, or the request refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund openapi-client-axios@7.9.1 axios@1.16.0
cat > run.mjs <<'JS'
import { OpenAPIClientAxios } from "openapi-client-axios";
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

const array = { type: "array", items: { type: "string" } };
const operation = (operationId, explode) => ({
  get: {
    operationId,
    parameters: [{ name: "status", in: "query", ...explode, schema: array }],
    responses: { 200: { description: "ok", content: { "application/json": { schema: { type: "object" } } } } },
  },
});
const definition = {
  openapi: "3.0.3",
  info: { title: "Jobs", version: "1" },
  servers: [{ url: base }],
  paths: { "/jobs": operation("listJobs", {}), "/joined": operation("listJoined", { explode: false }) },
};
const client = await new OpenAPIClientAxios({ definition }).init();
await client.listJobs({ status: ["queued", "running"] });
await client.listJoined({ status: ["queued", "running"] });
server.close();
const urls = seen.map(({ url }) => decodeURIComponent(url));
console.log(urls.join("\n"));
assert.deepEqual(urls, ["/jobs?status[]=queued&status[]=running", "/joined?status[]=queued&status[]=running"]);
JS
node run.mjs

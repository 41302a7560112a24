#!/bin/bash
# openapi-typescript-codegen 0.31.0 (fetch client): audio that is typed Promise<Blob> comes as a text, with bytes lost.
# Expected: what the generated signature says, CancelablePromise<Blob>.
# Seen: every answer that is not JSON is read by response.text(), which decodes UTF-8: each byte that is none becomes
# U+FFFD. Six bytes of an MP3 come back as a string of six characters, three of them U+FFFD.
# Cost: the file that was paid for is destroyed on its way, and instanceof Blob is false where the type promises it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund openapi-typescript-codegen@0.31.0 esbuild@0.27.0
cat > api.yaml <<'YAML'
openapi: 3.0.3
info: {title: Jobs, version: "1"}
servers: [{url: https://api.example}]
paths:
  /audio:
    get:
      operationId: getAudio
      responses: {"200": {description: ok, content: {audio/mpeg: {schema: {type: string, format: binary}}}}}
YAML
npx openapi --input api.yaml --output client --client fetch
grep -q "getAudio(): CancelablePromise<Blob>" client/services/DefaultService.ts
npx esbuild client/index.ts --bundle --format=esm --outfile=client.mjs --log-level=error
cat > run.mjs <<'JS'
import { DefaultService, OpenAPI } from "./client.mjs";
import assert from "node:assert";
import http from "node:http";

const seen = [];
const server = http.createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    seen.push({ url: request.url, body: Buffer.concat(chunks).toString("latin1") });
    response.writeHead(200, { "content-type": "audio/mpeg" }).end(Buffer.from("494433fffe80", "hex"));
  });
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}`;

OpenAPI.BASE = base;
const audio = await DefaultService.getAudio();
server.close();
console.log(typeof audio, JSON.stringify(audio));
assert.equal(audio, "ID3\ufffd\ufffd\ufffd");
assert.equal(audio instanceof Blob, false);
JS
node run.mjs

#!/bin/bash
# swagger-typescript-api 13.13.0: an array of files in a multipart body is sent as the text "[{}]".
# Expected by OpenAPI 3.0.4, "Encoding Object": a part for each file. The generated type asks for File[].
# Seen: the generated client makes JSON of every array, and the JSON of a File is {}: two recordings become one part of
# text "[{},{}]", without a file name. A single File is sent as one.
# Cost: nothing of what was to be uploaded arrives, the type checker is content, and the provider may charge for it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund swagger-typescript-api@13.13.0 esbuild@0.27.0
cat > api.yaml <<'YAML'
openapi: 3.0.3
info: {title: Voices, version: "1"}
servers: [{url: https://api.example}]
paths:
  /voices:
    post:
      operationId: addVoice
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                cover: {type: string, format: binary}
                samples: {type: array, items: {type: string, format: binary}}
      responses: {"200": {description: ok, content: {application/json: {schema: {type: object}}}}}
YAML
npx swagger-typescript-api generate -p api.yaml -o . -n api.ts > log.txt 2>&1
grep -q "samples?: File\[\]" api.ts
npx esbuild api.ts --format=esm --outfile=api.mjs --log-level=error
cat > run.mjs <<'JS'
import { Api } from "./api.mjs";
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

const file = (name) => new File(["RIFF"], name);
await new Api({ baseUrl: base }).voices.addVoice({ cover: file("cover.png"), samples: [file("1.wav"), file("2.wav")] });
server.close();
const parts = [...seen[0].body.matchAll(/name="(\w+)"([^\r]*)[^]*?\r\n\r\n([^]*?)\r\n--/g)];
const told = parts.map((part) => `${part[1]}${part[2]} ${part[3]}`);
console.log(told.join("\n"));
assert.deepEqual(told, ['cover; filename="cover.png" RIFF', "samples [{},{}]"]);
JS
node run.mjs

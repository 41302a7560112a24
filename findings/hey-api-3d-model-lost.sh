#!/bin/bash
# @hey-api/openapi-ts 0.99.0 (npm, client fetch): a 3D model that an operation answers with is thrown away as broken JSON.
# Expected by the document, which says "model/gltf-binary" with format binary, and by the generated types, which say Blob: a Blob, as for audio,
# images and video.
# Seen: data is undefined, error is a SyntaxError about JSON, and the status is 200. The client knows application/, audio/, image/ and
# video/ as bytes, but not model/.
# Cost: a generated model, paid for, that is answered once and cannot be asked for again is lost; parseAs: 'blob' has to be known beforehand.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @hey-api/openapi-ts@0.99.0 typescript@5.9.3 esbuild@0.25.12
cd "$dir"
cat > models.json <<'JSON'
{"openapi": "3.1.0", "info": {"title": "Models", "version": "1"}, "paths": {"/models": {"post": {"operationId": "createModel", "responses": {
  "200": {"description": "The model", "content": {"model/gltf-binary": {"schema": {"type": "string", "format": "binary"}}}}}}}}}
JSON
npx openapi-ts -i models.json -o client -c @hey-api/client-fetch > /dev/null
grep -A 5 'CreateModelResponses = {' client/types.gen.ts | tee types
grep -q '200: Blob' types
cat > call.ts <<'TS'
import assert from 'node:assert';
import { client } from './client/client.gen';
import { createModel } from './client/sdk.gen';

const call = async (type: string) => {
  const bytes = new Uint8Array([0x67, 0x6c, 0x54, 0x46, 2, 0, 0, 0]);
  client.setConfig({ baseUrl: 'https://example.com', fetch: async () => new Response(bytes, { headers: { 'content-type': type } }) });
  const { data, error, response } = await createModel();
  console.log(type, data, error, response?.status);
  return { data, error };
};
const model = await call('model/gltf-binary');
assert.strictEqual(model.data, undefined);
assert.ok((model.error as unknown) instanceof SyntaxError);
assert.ok((await call('audio/mpeg')).data instanceof Blob);
TS
npx esbuild call.ts --bundle --format=esm --platform=node --outfile=call.mjs --log-level=error
node call.mjs

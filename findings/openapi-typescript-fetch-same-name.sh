#!/bin/bash
# openapi-typescript-fetch 2.2.1 (npm): a field of the body that has the name of a path parameter is not sent.
# Expected by OpenAPI 3.0.3: parameters and the body are apart; a body whose schema requires the field id carries it also where the
# path has an {id}. The package takes both in one object, so one value stands for both.
# Seen: PUT /songs/{id} with {id: "s-1", title: "Sea"} sends the body {"title":"Sea"}. What was put into the path is deleted from the
# object; a query parameter of the same name takes the field from the body likewise.
# Cost: an update is refused for want of a required field that the caller did give, or made without it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-typescript-fetch@2.2.1
cd "$dir"
cat > names.mjs <<'JS'
import assert from 'node:assert';
import { Fetcher } from 'openapi-typescript-fetch';

const requests = [];
globalThis.fetch = async (url, { body }) => { requests.push([url, body]); return new Response(null, { status: 204 }); };
const fetcher = Fetcher.for();
fetcher.configure({ baseUrl: 'https://api.example.com' });
const song = { id: 's-1', title: 'Sea', format: 'mp3' };
await fetcher.path('/songs/{id}').method('put').create()(song);
await fetcher.path('/songs').method('post').create({ format: 1 })(song);
console.log(requests);
assert.deepStrictEqual(requests, [
  ['https://api.example.com/songs/s-1', '{"title":"Sea","format":"mp3"}'],
  ['https://api.example.com/songs?format=mp3', '{"id":"s-1","title":"Sea"}'],
]);
JS
node names.mjs

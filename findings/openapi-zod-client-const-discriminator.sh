#!/bin/bash
# openapi-zod-client 1.18.3 (npm): where members of a union are told apart by const, the generated client cannot be imported.
# Expected: JSON Schema 2020-12, "Validation" section 6.1.3: const is the same as an enum of one value, and OpenAPI 3.1 uses
# JSON Schema; with such enums the client is right.
# Seen: the const is dropped, with type: string or without, and the oneOf still becomes a z.discriminatedUnion, which needs
# literals: the module throws "A discriminator value for key `kind` could not be extracted from all schema options" when loaded.
# Cost: one such union (pydantic writes its literals as const) makes all operations of the client unusable, and the
# generator reports success.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-zod-client@1.18.3 zod@3.25.76 @zodios/core@10.9.6 \
  axios@1.13.2 typescript@5.9.3
cd "$dir"
cat > load.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { execFileSync } from 'node:child_process';

const load = async (name, kind) => {
  const member = (value) => ({ type: 'object', required: ['kind'], properties: { kind: kind(value), url: { type: 'string' } } });
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Result' } } };
  fs.writeFileSync(`${name}.json`, JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Jobs', version: '1' },
    paths: { '/result': { get: { operationId: 'result', responses: { 200: { description: 'the result', content } } } } },
    components: { schemas: {
      Audio: member('audio'),
      Image: member('image'),
      Result: {
        oneOf: [{ $ref: '#/components/schemas/Audio' }, { $ref: '#/components/schemas/Image' }],
        discriminator: { propertyName: 'kind' },
      },
    } },
  }));
  execFileSync('npx', ['openapi-zod-client', `${name}.json`, '-o', `${name}.ts`]);
  execFileSync('npx', ['tsc', '--target', 'es2022', '--module', 'es2022', '--moduleResolution', 'bundler', '--skipLibCheck', `${name}.ts`]);
  fs.renameSync(`${name}.js`, `${name}.mjs`);
  return import(`./${name}.mjs`).then(() => 'loaded', (error) => error.message);
};
const seen = {
  enum: await load('enum', (value) => ({ type: 'string', enum: [value] })),
  const: await load('const', (value) => ({ type: 'string', const: value })),
  bare: await load('bare', (value) => ({ const: value })),
};
console.log(seen);
assert.strictEqual(seen.enum, 'loaded');
for (const kind of ['const', 'bare']) assert.match(seen[kind], /discriminator value for key `kind` could not be extracted/);
JS
node load.mjs

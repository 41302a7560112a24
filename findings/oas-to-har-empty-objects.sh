#!/bin/bash
# @readme/oas-to-har 38.5.1 (npm): empty objects in a list of a JSON body are left out.
# Expected by RFC 8259, section 4: {} is a value like others, and the place in a list counts (section 5); the body that was given is the
# one to send.
# Seen: {"scenes": [{"seconds": 5}, {}, {"seconds": 8}]}, where {} is a scene with defaults, becomes a list of two. Empty objects outside
# of lists, empty lists and null stay.
# Cost: a film of three scenes is ordered with two, and all that goes by the place in the list (a voice for each scene) is shifted.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @readme/oas-to-har@38.5.1 oas@38.6.0
cd "$dir"
cat > empty.mjs <<'JS'
import assert from 'node:assert';
import Oas from 'oas';
import oasToHar from '@readme/oas-to-har';

const convert = oasToHar.default ?? oasToHar;
const schema = { type: 'object', properties: { scenes: { type: 'array', items: { type: 'object' } } } };
const post = { requestBody: { content: { 'application/json': { schema } } }, responses: { 200: { description: 'ok' } } };
const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, servers: [{ url: 'https://api.example.com' }], paths: { '/films': { post } } };
const oas = new Oas(document);
const body = { title: 'Sea', scenes: [{ seconds: 5 }, {}, { seconds: 8 }], lists: [[], null], options: {} };
const sent = JSON.parse(convert(oas, oas.operation('/films', 'post'), { body }).log.entries[0].request.postData.text);
console.log(sent);
assert.deepStrictEqual(sent, { ...body, scenes: [{ seconds: 5 }, { seconds: 8 }] });
JS
node empty.mjs

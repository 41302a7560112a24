#!/bin/bash
# jsen 0.6.6 (npm): a data URI is no URI.
# Expected by JSON Schema, format "uri": a URI by RFC 3986, in which "//" is needed only where there is an authority; "data:", "urn:" and
# "mailto:" have none.
# Seen: a "://" is asked for: "data:audio/mpeg;base64,AAAA" and "urn:air:sdxl:model" are refused, "gs://bucket/a.mp3" is valid.
# Cost: a schema of a provider that takes a picture or a sound as an address refuses all that is sent within the request, before it is
# sent.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" jsen@0.6.6
cd "$dir"
cat > uri.cjs <<'JS'
const assert = require('node:assert');
const jsen = require('jsen');

const valid = jsen({ type: 'string', format: 'uri' });
const seen = ['https://media.example/a.mp3', 'gs://bucket/a.mp3', 'data:audio/mpeg;base64,AAAA', 'urn:air:sdxl:model'].map(
  (uri) => [uri, valid(uri)],
);
console.log(seen);
assert.deepStrictEqual(seen.map(([, is]) => is), [true, true, false, false]);
JS
node uri.cjs

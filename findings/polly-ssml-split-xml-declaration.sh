#!/bin/bash
# polly-ssml-split 0.1.0 (npm): a text with an XML declaration becomes one that is not well-formed.
# Expected by SSML 1.1, section 2.1: a document has an XML prolog, and so may begin with <?xml version="1.0"?>; the examples of the standard
# do.
# Seen: the declaration is taken for an element that is open, and gets an end tag: <speak><?xml
# version="1.0"?><speak>Hi</speak></?xml></speak>. No error is raised.
# Cost: the request fails at the service with a message about a text that the user never wrote.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" polly-ssml-split@0.1.0
cd "$dir"
cat > declaration.cjs <<'JS'
const assert = require('node:assert');
const splitter = require('polly-ssml-split');

splitter.configure({ softLimit: 2000, hardLimit: 3000 });
const seen = splitter.split('<?xml version="1.0"?><speak>Hi</speak>');
console.log(seen);
assert.deepStrictEqual(seen, ['<speak><?xml version="1.0"?><speak>Hi</speak></?xml></speak>']);
JS
node declaration.cjs

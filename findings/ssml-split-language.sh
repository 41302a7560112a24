#!/bin/bash
# ssml-split 0.5.0 (npm): the language of the text is lost, also when nothing has to be split.
# Expected by SSML 1.1, section 3.1.1: version and xml:lang are required on <speak>, and xml:lang is the language of all that is in it. By
# its README new lines, white space and empty tags are taken out, and nothing else.
# Seen: each part gets a bare <speak>; version, xml:lang and the namespace of the given one are gone.
# Cost: a voice that follows xml:lang reads German as another language.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ssml-split@0.5.0
cd "$dir"
cat > language.cjs <<'JS'
const assert = require('node:assert');
const { default: SSMLSplit } = require('ssml-split');

const text = '<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="de-DE">Guten Tag</speak>';
const seen = new SSMLSplit({ synthesizer: 'google' }).split(text);
console.log(seen);
assert.deepStrictEqual(seen, ['<speak>Guten Tag</speak>']);
JS
node language.cjs

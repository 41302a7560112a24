#!/bin/bash
# lrc-parser 1.0.1 (npm): a tag without a space after its colon becomes a name without a value.
# Expected by LRC: an ID tag is [name:value], as in [ti:Title]; a space after the colon, as in the example of the README, is a choice of the
# writer.
# Seen: the title of "[ti:Night train]" is in a field called "ti:Night train", whose value is undefined; ti is missing. The colon alone
# does not part them.
# Cost: title, artist and length of most LRC files are lost, and a JSON of the result has not even the odd field.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" lrc-parser@1.0.1
cd "$dir"
cat > tag.cjs <<'JS'
const assert = require('node:assert');
const parse = require('lrc-parser');

const info = (tag) => {
  const { scripts, ...rest } = parse(`${tag}\n[00:01.00]one\n[00:02.00]\n`);
  return rest;
};
const [spaced, plain] = [info('[ti: Night train]'), info('[ti:Night train]')];
console.log(spaced, plain, JSON.stringify(plain));
assert.deepStrictEqual(spaced, { ti: 'Night train' });
assert.deepStrictEqual(plain, { 'ti:Night train': undefined });
JS
node tag.cjs

#!/bin/bash
# teoria 2.5.0 with daccord 1.1.0 (npm): a chord that the parser does not know, such as C69, ends in a TypeError about map.
# Expected by daccord's README: it parses chord symbols; teoria's README: a chord is made of its symbol. C69 is the usual way to write C
# with sixth and ninth.
# Seen: daccord gives back an Error object instead of raising it, and teoria goes through it as if it were a list: "daccord(...).map is
# not a function". The message of the Error is lost.
# Cost: a program that reads songs cannot tell its user which chord is the unknown one, or tell it from a fault of its own.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" teoria@2.5.0 daccord@1.1.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const daccord = require('daccord');
const teoria = require('teoria');

const result = daccord('69');
assert.ok(result instanceof Error);
assert.throws(() => teoria.chord('C69'), (error) => {
  console.log(`${result.message} -> ${error.message}`);
  return error instanceof TypeError && error.message.includes('map is not a function');
});
assert.strictEqual(teoria.chord('C6').simple().join(), 'c,e,g,a');
JS
node show.cjs

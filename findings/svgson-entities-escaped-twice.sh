#!/bin/bash
# svgson 5.3.1 (npm): an "&" in an address or a text is escaped twice when a file is read and written.
# Expected by XML 1.0, section 2.4: &amp; in an attribute or a text stands for one "&". By its README parse() and stringify() go from SVG
# to JSON and back.
# Seen: parse() leaves &amp; as it is, and stringify() escapes its "&" again: href="i.png?a=1&amp;amp;b=2". The text of a title becomes
# <![CDATA[R&amp;D]]>, where &amp; means itself.
# Cost: signed addresses of pictures are refused, and titles show "R&amp;D"; each further pass adds one more.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" svgson@5.3.1
cd "$dir"
cat > twice.cjs <<'JS'
const assert = require('node:assert');
const { parseSync, stringify } = require('svgson');

const source = '<svg><image href="https://media.example/i.png?a=1&amp;b=2"/><title>R&amp;D</title></svg>';
const seen = stringify(parseSync(source));
console.log(seen);
assert.ok(seen.includes('i.png?a=1&amp;amp;b=2'));
assert.ok(seen.includes('<title><![CDATA[R&amp;D]]></title>'));
JS
node twice.cjs

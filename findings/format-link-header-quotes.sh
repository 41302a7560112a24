#!/bin/bash
# format-link-header 3.1.1 (npm): a quote in a title breaks the header.
# Expected by RFC 8288, section 3, with RFC 9110, section 5.6.4: within a quoted value a quote is written as \".
# Seen: the title `The "Sea" song` becomes title="The "Sea" song", in which the value ends after "The ".
# Cost: readers by the standard refuse the header or stop at it, and with it goes the address of the next page.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" format-link-header@3.1.1
cd "$dir"
cat > quotes.cjs <<'JS'
const assert = require('node:assert');
const format = require('format-link-header');

const seen = format({ next: { rel: 'next', url: 'https://api.example/songs?page=2', title: 'The "Sea" song' } });
console.log(seen);
assert.strictEqual(seen, '<https://api.example/songs?page=2>; rel="next"; title="The "Sea" song"');
JS
node quotes.cjs

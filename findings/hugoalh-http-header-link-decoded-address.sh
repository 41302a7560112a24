#!/bin/bash
# @hugoalh/http-header-link 1.0.3 (npm): the address of the next page is decoded, which makes another address of it.
# Expected by RFC 8288, section 3.1: what stands between < and > is a URI reference, and RFC 3986, section 2.4: it must not be decoded as
# a whole.
# Seen: of ?after=a%252Fb the entry has ?after=a%2Fb, which the server decodes to a/b instead of a%2Fb; "%25" alone becomes "%", which is
# no valid address.
# Cost: the cursor of the next page is not the one that the server gave; it refuses it or begins elsewhere.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @hugoalh/http-header-link@1.0.3
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { HTTPHeaderLink } from '@hugoalh/http-header-link';

const address = 'https://a.example/jobs?after=a%252Fb&share=50%25';
const [[found]] = HTTPHeaderLink.parse(`<${address}>; rel="next"`).entries();
console.log(found);
assert.strictEqual(found, 'https://a.example/jobs?after=a%2Fb&share=50%');
assert.notStrictEqual(new URL(found).searchParams.get('after'), new URL(address).searchParams.get('after'));
JS
node show.mjs

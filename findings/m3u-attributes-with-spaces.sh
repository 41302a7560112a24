#!/bin/bash
# m3u 0.0.2 (npm): the attributes of a variant playlist for HLS have spaces between them.
# Expected by RFC 8216, section 4.2: an attribute list is a list with commas of pairs of attribute and value, with no whitespace.
# Seen: its writer for HTTP Live Streaming puts a space behind each comma: BANDWIDTH=1000, CODECS="mp4a.40.2".
# Cost: players that read the list as the RFC has it do not know an attribute that is called " CODECS", and refuse or misjudge the stream.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" m3u@0.0.2
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import m3u from 'm3u';

const writer = m3u.httpLiveStreamingWriter();
writer.playlist('low.m3u8', { bandwidth: 1000, codecs: 'mp4a.40.2' });
console.log(writer.toString());
assert.ok(writer.toString().includes('#EXT-X-STREAM-INF:BANDWIDTH=1000, CODECS="mp4a.40.2"\nlow.m3u8'));
JS
node check.mjs

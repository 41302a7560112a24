#!/bin/bash
# @iptv/playlist 1.2.1 (npm): the attributes of the first line are written under other names.
# Expected by its README: it parses and generates M3U and supports any #EXTM3U attribute; so what was read should be written again, as it
# is for the attributes of channels.
# Seen: url-tvg="..." is read as urlTvg and written as urlTvg="..."; x-tvg-url becomes xTvgUrl. tvg-id and group-title of a channel are
# written with their hyphens.
# Cost: after a playlist was filtered, players find no programme guide, since nobody knows the new names.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @iptv/playlist@1.2.1
cd "$dir"
cat > header.mjs <<'JS'
import assert from 'node:assert';
import { parseM3U, writeM3U } from '@iptv/playlist';

const file = `#EXTM3U url-tvg="https://example.com/guide.xml" x-tvg-url="https://example.com/other.xml"
#EXTINF:-1 tvg-id="news" group-title="News",News
https://example.com/news`;
const written = writeM3U(parseM3U(file)).split('\n');
console.log(written);
assert.deepStrictEqual(written.slice(1), file.split('\n').slice(1));
assert.strictEqual(written[0], '#EXTM3U urlTvg="https://example.com/guide.xml" xTvgUrl="https://example.com/other.xml"');
JS
node header.mjs

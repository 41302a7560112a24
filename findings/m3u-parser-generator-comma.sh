#!/bin/bash
# m3u-parser-generator 5.0.2 (npm): a comma inside a quoted attribute ends the attributes.
# Expected by its README: attributes are written as name="value" and come back as they were; the name begins after the closing quote.
# Seen: what the package itself writes for the group "News, sport" is read back without that attribute, and the name is
# " sport" tvg-id="7",Channel seven".
# Cost: groups and numbers of channels are lost and names are broken after one round trip.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" m3u-parser-generator@5.0.2
cd "$dir"
cat > comma.mjs <<'JS'
import assert from 'node:assert';
import { M3uMedia, M3uParser, M3uPlaylist } from 'm3u-parser-generator';

const playlist = new M3uPlaylist();
const channel = new M3uMedia('http://example.com/7.m3u8');
channel.name = 'Channel seven';
channel.attributes = { 'group-title': 'News, sport', 'tvg-id': '7' };
playlist.medias.push(channel);
const text = playlist.getM3uString();
const { name, attributes } = new M3uParser().parse(text).medias[0];
console.log(text, { name, attributes });
assert.ok(text.includes('group-title="News, sport" tvg-id="7",Channel seven'));
assert.strictEqual(name, ' sport" tvg-id="7",Channel seven');
assert.deepStrictEqual({ ...attributes }, {});
JS
node comma.mjs

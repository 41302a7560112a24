#!/bin/bash
# podcast 2.0.1 (npm): an episode at a signed address has the media type "false".
# Expected by RSS 2.0, <enclosure>: type is the standard MIME type of the file. By its README the package finds the type by the ending of
# the file.
# Seen: the query counts as a part of the ending, so for "talk.mp3?token=1" none is found, and the word false is written: type="false".
# Cost: players do not offer the episode, as it is no audio, and directories refuse the feed; addresses of providers and clouds are mostly
# signed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" podcast@2.0.1
cd "$dir"
cat > enclosure.mjs <<'JS'
import assert from 'node:assert';
import { Podcast } from 'podcast';

const feed = new Podcast({ title: 'Talks', feedUrl: 'https://talks.example/feed', siteUrl: 'https://talks.example' });
for (const url of ['https://media.example/talk.mp3', 'https://media.example/talk.mp3?token=1']) {
  feed.addItem({ title: 'Talk', url, date: '2026-04-01T10:00:00Z', enclosure: { url, size: 1234 } });
}
const seen = feed.buildXml().match(/<enclosure [^>]*>/g);
console.log(seen);
assert.ok(seen.every((enclosure) => enclosure.includes('length="1234"')));
assert.deepStrictEqual(seen.map((enclosure) => enclosure.match(/type="([^"]*)"/)[1]), ['audio/mpeg', 'false']);
JS
node enclosure.mjs

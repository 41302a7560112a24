#!/bin/bash
# media-captions 1.0.4 (npm): of the header that ties WebVTT captions of HLS to the video, only the word "LOCAL" is left.
# Expected by RFC 8216, section 3.5: "X-TIMESTAMP-MAP=LOCAL:00:00:02.000,MPEGTS:900000" tells which moment of the captions is which moment of
# the video. Its README says that onHeaderMetadata and the result give the metadata of the header.
# Seen: the metadata is {"X-TIMESTAMP-MAP": "LOCAL"}; both times are cut off at the second colon. The times of the cues are not shifted.
# Cost: captions of HLS segments stand at wrong times, and the player cannot put that right, since the numbers are gone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" media-captions@1.0.4
cd "$dir"
cat > header.mjs <<'JS'
import assert from 'node:assert';
import { parseText } from 'media-captions';

const file = 'WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:02.000,MPEGTS:900000\n\n00:03.000 --> 00:04.000\nGood morning.\n';
const { metadata, cues } = await parseText(file, { type: 'vtt' });
console.log(metadata, cues[0].startTime);
assert.deepStrictEqual({ ...metadata }, { 'X-TIMESTAMP-MAP': 'LOCAL' });
assert.strictEqual(cues[0].startTime, 3);
JS
node header.mjs

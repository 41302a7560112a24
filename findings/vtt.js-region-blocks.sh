#!/bin/bash
# vtt.js 0.13.0 (npm): the regions of a WebVTT file are not read; each of their lines is an error.
# Expected by W3C WebVTT, section 4.1 (region definition block): after the head stand blocks that begin with REGION and have a setting on
# each line, and a cue names its region.
# Seen: no region is given, the cue has none, and the line "id:left" is reported as a malformed timestamp. Only the form of an older draft
# ("Region: id=left ..." in the head) is known.
# Cost: captions of two speakers, one left and one right, all stand at the bottom in the middle, and nobody sees who speaks.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" vtt.js@0.13.0
cd "$dir"
cat > region.cjs <<'JS'
const assert = require('node:assert');
globalThis.navigator ??= { userAgent: '' };
const { WebVTT, VTTCue, VTTRegion } = require('vtt.js');

const seen = { regions: [], cues: [], errors: [] };
const parser = new WebVTT.Parser({ VTTCue, VTTRegion }, WebVTT.StringDecoder());
parser.onregion = (region) => seen.regions.push(region.id);
parser.oncue = (cue) => seen.cues.push([cue.text, cue.region]);
parser.onparsingerror = (error) => seen.errors.push(error.message);
parser.parse('WEBVTT\n\nREGION\nid:left\nwidth:40%\n\n00:01.000 --> 00:02.000 region:left\nhello\n');
parser.flush();
console.log(JSON.stringify(seen));
assert.deepStrictEqual(seen, { regions: [], cues: [['hello', null]], errors: ['Malformed timestamp: id:left'] });
JS
node region.cjs

#!/bin/bash
# vtt.js 0.13.0 (npm): a cue that stands to the right of its position is put to the left of it.
# Expected by W3C WebVTT, section 4.4 (position setting): "position:30%,line-left" has the left edge of the box at 30 % of the width,
# whatever align says; "line:50%,center" has its middle at half the height.
# Seen: line-left and center are not known, and no error is reported; positionAlign is taken from align and becomes "end", so the right edge
# is at 30 %, and lineAlign is "start".
# Cost: a caption beside a speaker is drawn over the speaker, or out of the picture.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" vtt.js@0.13.0
cd "$dir"
cat > position.cjs <<'JS'
const assert = require('node:assert');
globalThis.navigator ??= { userAgent: '' };
const { WebVTT, VTTCue, VTTRegion } = require('vtt.js');

const cues = [];
const parser = new WebVTT.Parser({ VTTCue, VTTRegion }, WebVTT.StringDecoder());
parser.oncue = (cue) => cues.push(cue);
parser.onparsingerror = (error) => assert.fail(error.message);
parser.parse('WEBVTT\n\n00:01.000 --> 00:02.000 line:50%,center position:30%,line-left align:end\nhello\n');
parser.flush();
const { line, lineAlign, position, positionAlign } = cues[0];
console.log({ line, lineAlign, position, positionAlign });
assert.deepStrictEqual({ line, lineAlign, position, positionAlign }, { line: 50, lineAlign: 'start', position: 30, positionAlign: 'end' });
JS
node position.cjs

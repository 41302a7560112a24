#!/bin/bash
# jsmidgen 0.1.8 (npm): a lyric or a text of 128 bytes or more breaks the file.
# Expected by the Standard MIDI File specification: the length of a meta event is a variable-length quantity, so 200 is written as 81 48.
# Seen: it is written as the one byte C8, whose top bit says that the length goes on; the first letter of the text is read as its second
# half: 9,336 for 200 letters "x". Times, which have the same form, are written rightly.
# Cost: all that follows in the track is swallowed by the text, and most readers refuse the file; a copyright notice of three lines is
# enough.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" jsmidgen@0.1.8
cd "$dir"
cat > text.cjs <<'JS'
const assert = require('node:assert');
const { File, MetaEvent, Track } = require('jsmidgen');

const file = new File();
const track = new Track();
file.addTrack(track);
track.addEvent(new MetaEvent({ type: MetaEvent.LYRIC, data: 'x'.repeat(200) }));
const bytes = Buffer.from(file.toBytes(), 'latin1');
const at = bytes.indexOf(Buffer.from([0xff, 0x05])) + 2;
const length = ((bytes[at] & 0x7f) << 7) | bytes[at + 1];
console.log(bytes.subarray(at, at + 4), length);
assert.strictEqual(bytes[at], 200);
assert.strictEqual(length, 9336);
JS
node text.cjs

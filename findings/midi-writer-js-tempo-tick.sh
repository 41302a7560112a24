#!/bin/bash
# midi-writer-js 3.2.1 (npm): a change of tempo happens where it was added, not at its tick.
# Expected by its README: setTempo(80, 512) is to "slow to 80 BPM at tick 512", "mid-track by specifying a tick position".
# Seen: two notes of 512 ticks, and setTempo(60, 512): called before the notes it stands at tick 0, between them at 512, after them at
# 1024. The tick plays no part.
# Cost: the music is slower or faster than it was meant, and its length in seconds is wrong, so it does not fit the video.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" midi-writer-js@3.2.1 midi-file@1.2.4
cd "$dir"
cat > tempo.cjs <<'JS'
const assert = require('node:assert');
const { parseMidi } = require('midi-file');
const { NoteEvent, Track, Writer } = require('midi-writer-js');

const tick = (place) => {
  const track = new Track();
  for (let index = 0; index <= 2; index++) {
    if (index === place) track.setTempo(60, 512);
    if (index < 2) track.addEvent(new NoteEvent({ pitch: 'C4', duration: '1' }));
  }
  let time = 0;
  for (const event of parseMidi(Buffer.from(new Writer(track).buildFile())).tracks[0]) {
    time += event.deltaTime;
    if (event.type === 'setTempo') return time;
  }
};
const seen = [0, 1, 2].map(tick);
console.log(seen);
assert.deepStrictEqual(seen, [0, 512, 1024]);
JS
node tempo.cjs

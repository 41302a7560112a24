#!/bin/bash
# midi-parser-js 4.0.4 (npm): a meta event of a kind that it does not know swallows as many bytes behind it as it has itself.
# Expected by Standard MIDI Files 1.0 (meta events): each has its length, by which programs skip those that they do not know. Channel
# prefix (20), sequence number (00) and data of a sequencer (7F) are kinds of the standard.
# Seen: the data of such an event is read twice, the second time from the events that follow. After FF 20 01 00 a note that begins at 96
# ticks is not found: its time and all behind it are read from the wrong places, without an error.
# Cost: songs of sequencers that write such events at the start of a track, as several do, have no notes or wrong ones.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" midi-parser-js@4.0.4
cd "$dir"
cat > other.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('midi-parser-js');

const notes = (before) => {
  const track = Buffer.from(`${before}60903c4060803c4000ff2f00`, 'hex');
  const head = Buffer.from('4d546864000000060000000100604d54726b', 'hex');
  const file = Buffer.concat([head, Buffer.from([0, 0, 0, track.length]), track]);
  const events = parse(new Uint8Array(file)).track[0].event;
  return events.filter(({ type }) => type === 9).map(({ deltaTime, data }) => [deltaTime, ...data]);
};
const found = { text: notes('00ff0103616263'), prefix: notes('00ff200100'), number: notes('00ff00020001'), sequencer: notes('00ff7f0300414d') };
console.log(found);
assert.deepStrictEqual(found.text, [[96, 60, 64]]);
assert.deepStrictEqual([found.prefix, found.number, found.sequencer], [[], [], []]);
JS
node other.cjs

#!/bin/bash
# midi-writer-js 3.2.1 (npm): grace notes are not written.
# Expected by its README: grace is "Grace note(s) applied before the main note", in the same format as pitch; its list of features names them.
# Seen: NoteEvent with pitch C4 and grace D4, or a list of two, makes a file with C4 alone, the same bytes as without grace. There is no
# error.
# Cost: ornaments that a model writes into a melody are silently left out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" midi-writer-js@3.2.1 midi-file@1.2.4
cd "$dir"
cat > grace.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { parseMidi } = require('midi-file');
const { NoteEvent, Track, Writer } = require('midi-writer-js');

assert.match(fs.readFileSync('node_modules/midi-writer-js/README.md', 'utf8'), /Grace note\(s\) applied before the main note/);
const file = (options) => {
  const track = new Track();
  track.addEvent(new NoteEvent({ pitch: ['C4'], duration: '4', ...options }));
  return Buffer.from(new Writer(track).buildFile());
};
const [plain, one, two] = [{}, { grace: 'D4' }, { grace: ['D4', 'E4'] }].map(file);
const notes = parseMidi(two).tracks[0].filter(({ type }) => type === 'noteOn').map(({ noteNumber }) => noteNumber);
console.log({ notes, same: [one.equals(plain), two.equals(plain)] });
assert.deepStrictEqual(notes, [60]);
assert.ok(one.equals(plain) && two.equals(plain));
JS
node grace.cjs

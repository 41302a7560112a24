#!/bin/bash
# @gplane/cue 0.2.0 (npm): a title with a quotation mark is written in a way that it does not read itself.
# Expected by the format, which has no way to write a quotation mark within quotes; and by the reader and the writer of one package, which
# have to agree.
# Seen: dump() puts a backslash before the mark. parse() ends the title at it: 12" mix comes back as 12\, and no error tells that the rest
# was left out.
# Cost: each title with inches or a quoted word is cut off at each pass, and gets a backslash.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @gplane/cue@0.2.0
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { dump, parse } from '@gplane/cue';

const { sheet } = parse('TITLE "Album"\nFILE "a.wav" WAVE\n  TRACK 01 AUDIO\n    TITLE "One"\n    INDEX 01 00:00:00\n');
sheet.files[0].tracks[0].title = '12" mix';
const written = dump(sheet);
const back = parse(written);
console.log(written, back.errors.map(({ message }) => message), back.sheet.files[0].tracks[0]);
assert.ok(written.includes('TITLE "12\\" mix"'));
assert.strictEqual(back.sheet.files[0].tracks[0].title, '12\\');
assert.deepStrictEqual(back.errors, []);
JS
node show.mjs

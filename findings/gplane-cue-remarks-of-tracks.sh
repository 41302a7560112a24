#!/bin/bash
# @gplane/cue 0.2.0 (npm): comments of tracks, such as their ReplayGain, are written as comments of the album.
# Expected by the format and all programs that use it: a REM line belongs to the place where it stands. REPLAYGAIN_TRACK_GAIN stands in
# each track.
# Seen: parse() puts all comments into one list of the sheet, and dump() writes this list above the first track, so that the gains of both
# tracks stand there, one below the other.
# Cost: after a sheet was read and written, no player knows how loud any track is, or all get the gain of the last.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @gplane/cue@0.2.0
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { dump, parse } from '@gplane/cue';

const source = `TITLE "Album"
FILE "a.wav" WAVE
  TRACK 01 AUDIO
    TITLE "One"
    REM REPLAYGAIN_TRACK_GAIN -9.00 dB
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Two"
    REM REPLAYGAIN_TRACK_GAIN 2.50 dB
    INDEX 01 03:00:00
`;
const { sheet, errors } = parse(source);
assert.deepStrictEqual(errors, []);
assert.deepStrictEqual(sheet.comments, ['REPLAYGAIN_TRACK_GAIN -9.00 dB', 'REPLAYGAIN_TRACK_GAIN 2.50 dB']);
const written = dump(sheet);
console.log(written);
assert.ok(written.startsWith('REM REPLAYGAIN_TRACK_GAIN -9.00 dB\nREM REPLAYGAIN_TRACK_GAIN 2.50 dB\n'));
assert.ok(!written.split('TRACK 01')[1].includes('REM'));
JS
node show.mjs

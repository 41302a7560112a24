#!/bin/bash
# @applemusic-like-lyrics/lyric 1.1.0 (npm): the ASS file that it writes has "Formats:" where the format has "Format:".
# Expected by the specification of SubStation Alpha ("SSA v4.00+"): the section [Events] begins with a line "Format:", and its first field
# is Layer; there are ScriptType and a section of styles.
# Seen: stringifyAss() writes "Formats: Marked, Start, ...", no ScriptType and no styles, and a space behind some of the commas.
# Cost: programs that go by the line of the format find none, and karaoke is not shown or has its columns mixed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @applemusic-like-lyrics/lyric@1.1.0
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { parseLrcA2, stringifyAss } from '@applemusic-like-lyrics/lyric';

const text = stringifyAss(parseLrcA2('[00:01.00]<00:01.00>Good <00:01.50>day<00:02.00>\n'));
console.log(text);
assert.match(text, /^Formats: Marked, Start/m);
assert.doesNotMatch(text, /^Format:/m);
assert.doesNotMatch(text, /ScriptType|Styles/);
JS
node check.mjs

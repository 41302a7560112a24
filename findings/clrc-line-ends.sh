#!/bin/bash
# clrc 3.1.4 (npm): with the line ends of Windows each line of the lyrics is invalid.
# Expected by LRC, which comes from programs for Windows: lines end with CR LF there, and the line end is no part of a line. Its README
# calls it a parser of LRC files.
# Seen: "[00:01.00]Good\r\n" is a line of type invalid, whose raw text ends in the carriage return; so is each line of such a file but a
# last one without a line end, tags as well. With LF alone they are lyrics.
# Cost: a file that was saved on Windows, or came over HTTP as it was, shows no lyrics at all, and no error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" clrc@3.1.4
cd "$dir"
cat > ends.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('clrc');

const types = (end) => parse(['[ti:Sea]', '[00:01.00]Good', '[00:02.00]morning'].join(end)).map(({ type }) => type);
console.log(types('\n'), types('\r\n'));
assert.deepStrictEqual(types('\n'), ['metadata', 'lyric', 'lyric']);
assert.deepStrictEqual(types('\r\n'), ['invalid', 'invalid', 'lyric']);
JS
node ends.cjs

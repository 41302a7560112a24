#!/bin/bash
# @plussub/srt-vtt-parser 2.0.5 (npm): a WebVTT cue whose name contains "note", "style" or "region" is dropped.
# Expected by WebVTT: a comment, a style sheet or a region begins with NOTE, STYLE or REGION alone in capitals (NOTE may have a
# text after a space); any other line before the times is the cue's identifier, and region:NAME after them is a cue setting.
# Seen: the first line of a block is searched for these words anywhere and in any case. The cues named "keynote-1" and
# "lifestyle", and one without a name that has the setting region:left, are missing in the entries.
# Cost: captions are lost without an error, by the names that the service or the editor gave to the cues.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @plussub/srt-vtt-parser@2.0.5
cd "$dir"
cat > names.mjs <<'JS'
import assert from 'node:assert';
import { parse } from '@plussub/srt-vtt-parser';

const captions = `WEBVTT

REGION
id:left

intro
00:00:01.000 --> 00:00:02.000
one

keynote-1
00:00:03.000 --> 00:00:04.000
two

lifestyle
00:00:05.000 --> 00:00:06.000
three

00:00:07.000 --> 00:00:08.000 region:left
four

end
00:00:09.000 --> 00:00:10.000
five

`;
const { entries } = parse(captions);
console.log(entries);
assert.deepStrictEqual(entries.map(({ id, text }) => [id, text]), [['intro', 'one'], ['end', 'five']]);
JS
node names.mjs

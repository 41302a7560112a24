#!/bin/bash
# @plussub/srt-vtt-parser 2.0.5 (npm): with line ends of Windows, texts and names end in a carriage return.
# Expected by WebVTT ("WebVTT line terminator": CR LF, LF or CR), and for SRT, which comes from Windows and is mostly written with CR LF:
# the line end is no part of the text.
# Seen: lines are cut at LF alone. The text of an entry is "Hello\r\nWorld\r" and its id "1\r", for SRT and for WebVTT; the times are
# right.
# Cost: texts do not match those of other files, ids are not found by their number, and captions that are put together from these texts
# have an empty line, where a caption ends.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @plussub/srt-vtt-parser@2.0.5
cd "$dir"
cat > ends.mjs <<'JS'
import assert from 'node:assert';
import { parse } from '@plussub/srt-vtt-parser';

const srt = '1\n00:00:01,000 --> 00:00:02,000\nHello\nWorld\n\n';
const vtt = `WEBVTT\n\n${srt.replaceAll(',', '.')}`;
for (const captions of [srt, vtt]) {
  const [plain] = parse(captions).entries;
  const [windows] = parse(captions.replaceAll('\n', '\r\n')).entries;
  console.log(JSON.stringify(plain), JSON.stringify(windows));
  assert.deepStrictEqual([plain.id, plain.text], ['1', 'Hello\nWorld']);
  assert.deepStrictEqual([windows.id, windows.text], ['1\r', 'Hello\r\nWorld\r']);
}
JS
node ends.mjs

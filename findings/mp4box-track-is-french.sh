#!/bin/bash
# mp4box 2.4.1 (npm): a track that is added without a language says that it is French.
# Expected: no language, or "und". By ISO/IEC 14496-12, section 8.4.6, the extended language tag (elng) is the language of the track, and goes
# before the one of the media header.
# Seen: addTrack() writes an elng box "fr-FR" if no language is given. Its own parser gives "fr-FR" back as the language. A language that is
# given, such as "eng", goes into elng only; the media header keeps zeros, so players that read the header alone find none.
# Cost: generated speech in English is offered as the French sound track, and players that choose by language choose wrongly.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mp4box@2.4.1
cd "$dir"
cat > language.cjs <<'JS'
const assert = require('node:assert');
const { createFile, MP4BoxBuffer } = require('mp4box');

const languages = (options) => {
  const file = createFile();
  file.addTrack({ type: 'mp4a', hdlr: 'soun', timescale: 24000, channel_count: 1, samplerate: 24000, samplesize: 16, ...options });
  const { buffer } = file.getBuffer();
  const bytes = Buffer.from(buffer.slice(0));
  let told;
  const again = createFile();
  again.onReady = ({ tracks }) => (told = tracks[0].language);
  again.appendBuffer(MP4BoxBuffer.fromArrayBuffer(buffer, 0));
  again.flush();
  const head = bytes.indexOf('mdhd') + 4;
  return { told, elng: bytes.includes('fr-FR') ? 'fr-FR' : bytes.includes('eng\0') ? 'eng' : undefined, header: bytes.readUInt16BE(head + 20) };
};
const seen = { none: languages({}), english: languages({ language: 'eng' }) };
console.log(seen);
assert.deepStrictEqual(seen.none, { told: 'fr-FR', elng: 'fr-FR', header: 0 });
assert.deepStrictEqual(seen.english, { told: 'eng', elng: 'eng', header: 0 });
JS
node language.cjs

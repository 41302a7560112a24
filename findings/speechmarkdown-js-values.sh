#!/bin/bash
# speechmarkdown-js 2.1.1 (npm): a value with a letter beyond ASCII, a comma or an "&" makes the whole text an error.
# Expected by Speech Markdown: the value of ipa is a pronunciation in the International Phonetic Alphabet, and that of sub is the text to
# be spoken in place of another.
# Seen: (pecan)[ipa:"pɪˈkɑːn"], (Mueller)[sub:"Müller"] and (R)[sub:"research, development"] each raise an Error without a message, and
# nothing of the text is converted. With [ipa:"pecan"] it works.
# Cost: no pronunciation can be given, which is what ipa is for, and one such word keeps a whole page from being spoken.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" speechmarkdown-js@2.1.1
cd "$dir"
cat > values.cjs <<'JS'
const assert = require('node:assert');
const { SpeechMarkdown } = require('speechmarkdown-js');

const convert = (speech) => {
  try {
    return new SpeechMarkdown().toSSML(speech, { platform: 'amazon-alexa' });
  } catch (error) {
    return error;
  }
};
const found = ['I say (pecan)[ipa:"pɪˈkɑːn"].', '(Mueller)[sub:"Müller"] is here', '(R)[sub:"research, development"]'].map(convert);
console.log(found.map(String), convert('(pecan)[ipa:"pecan"]'));
found.forEach((one) => assert.ok(one instanceof Error && one.message === ''));
assert.match(convert('(pecan)[ipa:"pecan"]'), /<phoneme/);
JS
node values.cjs

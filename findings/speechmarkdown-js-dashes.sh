#!/bin/bash
# speechmarkdown-js 2.1.1 (npm): signs with spaces around them, as in "2 + 2 + 2" or an aside in dashes, count as emphasis, and are lost.
# Expected by Markdown, which Speech Markdown follows: a sign with spaces on both sides is no mark, but text (CommonMark, "Emphasis and
# strong emphasis"). Its Python port, speechmarkdown 1.0.2, leaves the aside as it is.
# Seen: "The film - a comedy - is short" has <emphasis level="reduced"> a comedy </emphasis>, and "2 + 2 + 2" is 2 <emphasis
# level="moderate"> 2 </emphasis> 2. As plain text they are "The film a comedy is short" and "2 2 2".
# Cost: asides are mumbled, and sums and ranges lose their signs, in speech and in captions, in texts that were never meant as markup.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" speechmarkdown-js@2.1.1
cd "$dir"
cat > dashes.cjs <<'JS'
const assert = require('node:assert');
const { SpeechMarkdown } = require('speechmarkdown-js');

const speech = new SpeechMarkdown();
const ssml = (text) => speech.toSSML(text, { platform: 'amazon-alexa', includeSpeakTag: false }).trim();
const [aside, sum] = ['The film - a comedy - is short', '2 + 2 + 2'];
console.log(ssml(aside), '|', speech.toText(aside), '|', ssml(sum), '|', speech.toText(sum));
assert.strictEqual(ssml(aside), 'The film <emphasis level="reduced"> a comedy </emphasis> is short');
assert.strictEqual(ssml(sum), '2 <emphasis level="moderate"> 2 </emphasis> 2');
assert.deepStrictEqual([speech.toText(aside), speech.toText(sum)], ['The film a comedy is short', '2 2 2']);
JS
node dashes.cjs

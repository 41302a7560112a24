#!/bin/bash
# speech-rule-engine 4.1.5 (npm): in Norwegian 1/16 is spoken as 1/6, and each ordinal from 13 to 19 as the one that is ten less.
# Expected by its own numbers: number("16") is "seksten", so the ordinal is that of sixteen. In Danish and Swedish the two fractions differ.
# Seen: in nb and nn "en sjette" and "ein sjette" for both fractions; ordinal("13") is "tredje", the third, and ordinal("116") that of 106.
# Cost: a narrated lesson or an audio book says a wrong number, which a listener has no way to notice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" speech-rule-engine@4.1.5
cd "$dir"
cat > fractions.mjs <<'JS'
import assert from 'node:assert';
import sre from 'speech-rule-engine';

const fraction = (below) => sre.toSpeech(`<math><mfrac><mn>1</mn><mn>${below}</mn></mfrac></math>`);
const ordinals = (numbers) => numbers.map((number) => sre.ordinal(`${number}`));
for (const locale of ['nb', 'nn', 'da', 'sv']) {
  await sre.setupEngine({ locale, domain: 'mathspeak' });
  await sre.engineReady();
  console.log(locale, [fraction(16), fraction(6)], ordinals([13, 3, 116, 106]), sre.number('16'));
  const same = fraction(16) === fraction(6);
  assert.strictEqual(same, locale.startsWith('n'));
  if (!same) continue;
  assert.strictEqual(sre.number('16'), 'seksten');
  assert.deepStrictEqual(ordinals([13, 14, 15, 16, 17, 18, 19, 116]), ordinals([3, 4, 5, 6, 7, 8, 9, 106]));
}
JS
node fractions.mjs

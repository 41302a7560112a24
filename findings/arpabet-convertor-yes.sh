#!/bin/bash
# arpabet-and-ipa-convertor-ts 1.0.3 (npm): "yes" that is converted to IPA and back is "yace".
# Expected by both alphabets: the vowel of "yes" is EH and ɛ, that of "say" EY and eɪ. The package converts in both directions.
# Seen: toIPA() writes e for EH, and toArpabet() reads e as EY: Y EH1 S becomes Y EY1 S.
# Cost: a voice says another word after a dictionary has been stored as IPA.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" arpabet-and-ipa-convertor-ts@1.0.3
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { toArpabet, toIPA } from 'arpabet-and-ipa-convertor-ts';

const seen = ['K AE1 T', 'Y EH1 S'].map((word) => [toIPA(word), toArpabet(toIPA(word))]);
console.log(seen);
assert.deepStrictEqual(seen, [['kæt', 'K AE1 T'], ['jes', 'Y EY1 S']]);
JS
node check.mjs

#!/bin/bash
# ssml-check 0.4.6 (npm): a pause without attributes makes the whole document an "unknown error".
# Expected by W3C SSML 1.1, section 3.2.3: strength and time of break are optional; without either, the pause is of medium strength. Alexa
# and Google, for which the package checks, take it so.
# Seen: check() of <speak>One <break/> two</speak> gives [{"type":"unknown error"}], for both platforms; with strength="medium", which means
# the same, there is no error. Which tag it is about is not told.
# Cost: valid speech of a language model is thrown away or asked for again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ssml-check@0.4.6
cd "$dir"
cat > pause.cjs <<'JS'
const assert = require('node:assert');
const { check } = require('ssml-check');

const errors = (pause, platform) => check(`<speak>One ${pause} two</speak>`, { platform });
(async () => {
  const seen = {};
  for (const platform of ['amazon', 'google']) {
    seen[platform] = [await errors('<break strength="medium"/>', platform), await errors('<break/>', platform)];
  }
  console.log(JSON.stringify(seen));
  const unknown = [undefined, [{ type: 'unknown error' }]];
  assert.deepStrictEqual(seen, { amazon: unknown, google: unknown });
})();
JS
node --no-deprecation pause.cjs

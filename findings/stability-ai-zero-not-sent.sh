#!/bin/bash
# stability-ai 0.7.0 (npm): a control strength of 0 is not sent, so the provider's 0.7 is used.
# Expected by the provider's reference of control/sketch: control_strength is a number from 0 to 1, where 0 is the least influence of the
# image, and 0.7 if it is missing. The option's type is number.
# Seen: options are sent only where they are true, so controlStrength 0 leaves no field; 0.01 is sent.
# Cost: an image that follows the sketch by 70 % is made and paid for, where it was not to follow it at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" stability-ai@0.7.0 axios@1.13.2
cd "$dir"
cat > zero.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { PassThrough } = require('node:stream');
const StabilityAI = require('stability-ai').default;

const axios = createRequire(require.resolve('stability-ai'))('axios');
let form;
axios.defaults.adapter = async (config) => {
  const parts = [];
  for await (const part of config.data.pipe(new PassThrough())) parts.push(Buffer.from(part));
  form = Buffer.concat(parts).toString('latin1');
  return { status: 200, data: { image: 'AAAA', finish_reason: 'SUCCESS', seed: 1 }, headers: {}, config };
};
const strength = () => form.match(/name="control_strength"\r\n\r\n(.*)\r\n/)?.[1];
fs.writeFileSync('sketch.png', 'PNG');
(async () => {
  const { v2beta } = new StabilityAI('key');
  const found = {};
  for (const controlStrength of [0.01, 0]) {
    const { filepath } = await v2beta.stableImage.control.sketch('sketch.png', 'a calm sea', { controlStrength });
    fs.unlinkSync(filepath);
    found[controlStrength] = strength();
  }
  console.log(found);
  assert.deepStrictEqual(found, { 0: undefined, 0.01: '0.01' });
})();
JS
TMPDIR="$dir" node --no-deprecation zero.cjs

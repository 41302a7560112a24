#!/bin/bash
# curl-to-postmanv2 1.8.4 (npm): the upload of a file becomes the upload of its name.
# Expected by curl's manual: --data-binary @name sends the contents of the file; the format of Postman's collections has the mode "file" for
# that, and the package makes a file of -F file=@name.
# Seen: --data-binary @speech.wav, with the header of a sound, becomes the raw text "@speech.wav"; -T speech.wav becomes a PUT with no body.
# Cost: the request that was imported from the documentation sends eleven letters as audio; the provider refuses it, or bills silence.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" curl-to-postmanv2@1.8.4
cd "$dir"
cat > file.cjs <<'JS'
const assert = require('node:assert');
const { convert } = require('curl-to-postmanv2');

const body = (data) => new Promise((done) => {
  convert({ type: 'string', data: `curl https://example.com/speech ${data}` }, (error, { output }) => done(output[0].data.body));
});
(async () => {
  const seen = {
    form: (await body('-F file=@speech.wav')).formdata[0].type,
    binary: await body("-H 'Content-Type: audio/wav' --data-binary @speech.wav"),
    upload: await body('-T speech.wav'),
  };
  console.log(seen);
  assert.deepStrictEqual(seen, { form: 'file', binary: { mode: 'raw', raw: '@speech.wav' }, upload: {} });
})();
JS
node file.cjs

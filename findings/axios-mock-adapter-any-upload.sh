#!/bin/bash
# axios-mock-adapter 2.1.0 (npm, with axios 1.21.1): an answer for one upload is given to every upload.
# Expected by its README ("Mocking a request with a specific request body/data"): the answer is for requests with this data alone;
# others get 404. So it is with objects and with a Buffer.
# Seen: onPost('/jobs', form) also answers a FormData that has another prompt, another file, or nothing in it.
# Cost: a test that says which prompt and picture are sent passes although others are sent, which then are paid for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" axios-mock-adapter@2.1.0 axios@1.21.1
cd "$dir"
cat > upload.mjs <<'JS'
import assert from 'node:assert';
import axios from 'axios';
import MockAdapter from 'axios-mock-adapter';

const form = (prompt, bytes) => {
  const data = new FormData();
  data.append('prompt', prompt);
  data.append('image', new Blob([bytes]), 'image.png');
  return data;
};
const status = async (expected, sent) => {
  const mock = new MockAdapter(axios);
  mock.onPost('/jobs', expected).reply(202);
  const response = await axios.post('/jobs', sent, { validateStatus: null });
  mock.restore();
  return response.status;
};
const seen = {
  same: await status(form('rain', 'a'), form('rain', 'a')),
  prompt: await status(form('rain', 'a'), form('snow', 'a')),
  image: await status(form('rain', 'a'), form('rain', 'b')),
  empty: await status(form('rain', 'a'), new FormData()),
  object: await status({ prompt: 'rain' }, { prompt: 'snow' }),
  buffer: await status(Buffer.from('a'), Buffer.from('b')),
};
console.log(seen);
assert.deepStrictEqual(seen, { same: 202, prompt: 202, image: 202, empty: 202, object: 404, buffer: 404 });
JS
node upload.mjs

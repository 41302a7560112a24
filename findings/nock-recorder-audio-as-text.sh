#!/bin/bash
# nock 14.0.17 (npm): the code that its recorder writes for audio replays hexadecimal digits instead of the audio.
# Expected by its README ("Recording"): the recorder writes the code of the mocks, to be copied into a test, so that it answers
# as the host did.
# Seen: the body of audio/mpeg is written as a text of hexadecimal digits, and nothing in the code says so: 1024 bytes come back
# as 2048 characters. With output_objects: true there is a mark for binary bodies, and the bytes come back right.
# Cost: tests of downloads run on files that no player opens, and checks of size or duration fail against a right provider.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" nock@14.0.17
cd "$dir"
cat > audio.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import nock from 'nock';

const audio = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256));
const provider = http.createServer((request, response) => {
  response.setHeader('content-type', 'audio/mpeg');
  response.end(audio);
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const download = async () => Buffer.from(
  await (await fetch(`http://127.0.0.1:${provider.address().port}/speech.mp3`)).arrayBuffer(),
);

const replayed = {};
for (const objects of [true, false]) {
  nock.recorder.rec({ dont_print: true, output_objects: objects });
  assert.ok((await download()).equals(audio));
  while (!nock.recorder.play().length) await new Promise((done) => setImmediate(done));
  const written = nock.recorder.play();
  nock.restore();
  nock.recorder.clear();
  nock.activate();
  nock.disableNetConnect();
  if (objects) nock.define(written);
  else new Function('nock', written.join('\n'))(nock);
  replayed[objects ? 'objects' : 'code'] = await download();
  nock.cleanAll();
  nock.enableNetConnect();
}
provider.close();
provider.closeAllConnections();
console.log(replayed);
assert.ok(replayed.objects.equals(audio));
assert.strictEqual(replayed.code.toString(), audio.toString('hex'));
JS
node audio.mjs

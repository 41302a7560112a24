#!/bin/bash
# nodejs-file-downloader 4.13.0 and node-downloader-helper 2.1.11 (npm): names with letters beyond ASCII are not read from the answer.
# Expected by RFC 6266 section 4.1 and RFC 8187: filename*=UTF-8''m%C3%B6we.mp3 names the file möwe.mp3, whether filename stands beside
# it or not, and in either order.
# Seen: node-downloader-helper saves "m%C3%B6we.mp3". nodejs-file-downloader ignores a filename* that stands alone, and takes the end of
# the address (42.mpga); where it stands before filename, the file is "UTF-8m%C3%B6we.mp3".
# Cost: results that the host names by their titles or prompts get names that no person can read, or only the number of the job.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" nodejs-file-downloader@4.13.0 node-downloader-helper@2.1.11
cd "$dir"
cat > names.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const path = require('node:path');
const { DownloaderHelper } = require('node-downloader-helper');
const { Downloader } = require('nodejs-file-downloader');

const extended = "filename*=UTF-8''m%C3%B6we.mp3";
const forms = ['filename="sea.mp3"', extended, `filename="moewe.mp3"; ${extended}`, `${extended}; filename="moewe.mp3"`];
let form;
const storage = http.createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-disposition': `attachment; ${form}`, 'content-length': 3 });
  response.end('ID3');
});
storage.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${storage.address().port}/results/42`;
  const found = [];
  for (form of forms) {
    const { filePath } = await new Downloader({ url, directory: 'files', cloneFiles: false }).download();
    const helper = new DownloaderHelper(url, 'files', { override: true });
    await helper.start();
    found.push([path.basename(filePath), path.basename(helper.getDownloadPath())]);
  }
  storage.close();
  console.log(found);
  assert.deepStrictEqual(found, [
    ['sea.mp3', 'sea.mp3'],
    ['42.mpga', 'm%C3%B6we.mp3'],
    ['moewe.mp3', 'm%C3%B6we.mp3'],
    ['UTF-8m%C3%B6we.mp3', 'm%C3%B6we.mp3'],
  ]);
});
JS
node --no-deprecation names.cjs

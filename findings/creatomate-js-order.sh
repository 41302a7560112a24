#!/bin/bash
# creatomate 1.2.1 (npm): render() gives the renders in another order than startRender(), here the reverse.
# Expected: the order in which the provider lists the renders of one request, as startRender() gives it; the documentation
# comment of render() names no other.
# Seen: the waiting takes renders from the end of a queue, and lists each when it is seen to be finished. Three renders that
# are all done at once come back as c, b, a. If one of them takes longer, it is the last, wherever it was.
# Cost: who asks for several sizes or templates by tag, and stores the results by their place in the list, puts each video
# under the name of another.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" creatomate@1.2.1
cd "$dir"
cat > order.js <<'JS'
const assert = require('node:assert');
const { Client } = require('creatomate');

const client = new Client('key');
client.httpClient.defaults.adapter = async (config) => {
  const render = (id, status) => ({ id, status, url: `https://media.example/${id}.mp4` });
  const data = config.method === 'post' ? ['a', 'b', 'c'].map((id) => render(id, 'planned')) : render(config.url.slice(-1), 'succeeded');
  return { data, status: 200, statusText: 'OK', headers: {}, config };
};
const ids = (renders) => renders.map(({ id }) => id).join(', ');
const options = { tags: ['advertisement'], modifications: { Title: 'waves' } };
(async () => {
  const started = ids(await client.startRender(options));
  const finished = ids(await client.render(options));
  console.log({ started, finished });
  assert.strictEqual(started, 'a, b, c');
  assert.strictEqual(finished, 'c, b, a');
})();
JS
node order.js

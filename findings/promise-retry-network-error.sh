#!/bin/bash
# promise.retry 2.1.0 (npm): a request that fails because of the network is not tried again.
# Expected by its README: "times" is how many times the function is tried. By the Fetch standard fetch() rejects with a TypeError when the
# network fails.
# Seen: a TypeError ends it after the first try, as do RangeError, ReferenceError and SyntaxError (an answer that is not JSON); an Error is
# tried three times.
# Cost: the very failures for which one tries again, a lost connection or a half answer, are not tried again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" promise.retry@2.1.0
cd "$dir"
cat > network.cjs <<'JS'
const assert = require('node:assert');
const net = require('node:net');
const { pretry } = require('promise.retry');

const count = async (call) => {
  let tries = 0;
  const kind = await pretry(async () => {
    tries += 1;
    await call();
  }, { times: 3 })().catch((error) => error.name);
  return [tries, kind];
};
const server = net.createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(async () => {
    const network = await count(() => fetch(`http://127.0.0.1:${port}/`));
    const other = await count(async () => {
      throw new Error('busy');
    });
    console.log({ network, other });
    assert.deepStrictEqual(network, [1, 'TypeError']);
    assert.strictEqual(other[0], 3);
  });
});
JS
node network.cjs
